import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Records what clients of a system do, as a history that skerry check reads: one event a line.
 * Standard library only; copy this file into your tests. Values are null, booleans, numbers,
 * strings and lists of them.
 */
public final class Recorder {
  /** The operation certainly did not happen. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    public Refused(String message) {
      super(message);
    }
  }

  private final long start = System.nanoTime();
  private final StringBuilder lines = new StringBuilder();
  private int processes = 0;

  /** A new client; every thread needs one of its own. */
  public Client client() {
    return new Client();
  }

  /** Replaces the file by the history, as a whole or not at all. */
  public void writeFile(Path path) throws IOException {
    String text;
    synchronized (this) {
      text = lines.toString();
    }
    Path draft = Files.createTempFile(path.toAbsolutePath().getParent(), ".history-", "");
    try {
      Files.write(draft, text.getBytes(StandardCharsets.US_ASCII));
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Does one operation at a time. */
  public final class Client {
    private int process = newProcess();

    /**
     * Records one operation around the request, which asks the system and returns its answer.
     * Refused means that nothing happened; after anything else that is thrown nobody knows, as
     * after an answer that JSON cannot hold.
     */
    public <Answer> Answer call(String f, Object value, Callable<Answer> request)
        throws Exception {
      return callOn(null, f, value, request);
    }

    /** The same for one object of several, which the key names. */
    public <Answer> Answer callOn(Object key, String f, Object value, Callable<Answer> request)
        throws Exception {
      record("invoke", process, key, f, value, null);
      try {
        Answer answer = request.call();
        record("ok", process, key, f, answer, null);
        return answer;
      } catch (Refused refused) {
        record("fail", process, key, f, value, refused.getMessage());
        throw refused;
      } catch (Throwable thrown) {
        record("info", process, key, f, value, thrown.toString());
        // It may still happen, so that this process is never free again.
        process = newProcess();
        throw thrown;
      }
    }
  }

  private synchronized int newProcess() {
    return processes++;
  }

  /** Takes the time inside the lock: the order of the lines is the order of the times. */
  private synchronized void record(
      String type, int process, Object key, String f, Object value, String error) {
    StringBuilder line = new StringBuilder("{\"type\":\"" + type + "\",\"process\":" + process);
    if (key != null) {
      line.append(",\"key\":");
      writeJson(key, line);
    }
    line.append(",\"f\":");
    writeJson(f, line);
    line.append(",\"value\":");
    writeJson(value, line);
    if (error != null) {
      line.append(",\"error\":");
      writeJson(error, line);
    }
    lines.append(line).append(",\"time\":").append(System.nanoTime() - start).append("}\n");
  }

  private static void writeJson(Object value, StringBuilder out) {
    if (value instanceof String text) {
      out.append('"');
      // Everything but plain ASCII is escaped, halves of characters too.
      for (char unit : text.toCharArray()) {
        boolean plain = unit >= ' ' && unit < 127 && unit != '"' && unit != '\\';
        out.append(plain ? String.valueOf(unit) : String.format("\\u%04x", (int) unit));
      }
      out.append('"');
    } else if (value instanceof List<?> list) {
      String before = "[";
      for (Object one : list) {
        out.append(before);
        writeJson(one, out);
        before = ",";
      }
      out.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
      throw new IllegalArgumentException("JSON has no " + number);
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass());
    }
  }
}
