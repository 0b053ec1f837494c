import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Tests a register in memory from several threads and writes the history.
 *
 * <pre>
 * javac -d classes *.java
 * java -cp classes Main history.jsonl        # correct
 * java -cp classes Main history.jsonl --bug  # with a cache that nobody invalidates
 * npx skerry check history.jsonl --model cas-register
 * </pre>
 */
public final class Main {
  private static final int CLIENTS = 4;
  private static final int ROUNDS = 24;

  /** What is tested: one value behind a lock. */
  private static final class Register {
    private final boolean bug;
    private final List<Object> cached = new ArrayList<>();
    private Object value = null;

    Register(boolean bug) {
      this.bug = bug;
    }

    synchronized Object read() {
      if (!bug) return value;
      if (cached.isEmpty()) cached.add(value);
      return cached.get(0);
    }

    synchronized Object write(Object written) {
      value = written;
      return written;
    }

    synchronized Object cas(Object from, Object to) throws Recorder.Refused {
      if (!Objects.equals(value, from)) throw new Recorder.Refused("it is something else");
      value = to;
      return Arrays.asList(from, to);
    }
  }

  /** The way of a request or of its answer, on which others overtake it. */
  private static void away() throws InterruptedException {
    Thread.sleep(0, 50_000);
  }

  private static void work(Register register, Recorder.Client client, int number)
      throws Exception {
    Object seen = null;
    for (int round = 0; round < ROUNDS; round++) {
      String value = round + " of " + number;
      Object from = round == 11 ? "never written" : seen;
      try {
        if (round == 9) client.call("write", value, () -> lose(register, value, number));
        else if (round % 3 == 0) client.call("write", value, () -> write(register, value));
        else if (round % 3 == 1) seen = client.call("read", null, () -> read(register));
        else client.call("cas", Arrays.asList(from, value), () -> cas(register, from, value));
      } catch (Recorder.Refused | IllegalStateException recorded) {
        continue;
      }
    }
  }

  private static Object read(Register register) throws InterruptedException {
    away();
    Object value = register.read();
    away();
    return value;
  }

  private static Object write(Register register, Object value) throws InterruptedException {
    away();
    register.write(value);
    away();
    return value;
  }

  private static Object cas(Register register, Object from, Object to) throws Exception {
    away();
    Object pair = register.cas(from, to);
    away();
    return pair;
  }

  /** The answer is lost: for every other client on its way back, else on its way there. */
  private static Object lose(Register register, Object value, int number) {
    if (number % 2 == 0) register.write(value);
    throw new IllegalStateException("timed out");
  }

  private static void inTurn(Register register, Recorder.Client client, String... values)
      throws Exception {
    for (String value : values) {
      client.call("write", value, () -> register.write(value));
      client.call("read", null, register::read);
    }
  }

  public static void main(String[] arguments) throws Exception {
    Recorder recorder = new Recorder();
    boolean bug = Arrays.asList(arguments).contains("--bug");
    Register register = new Register(bug);
    String hostile = "\"quotes\" \\ </script> \u00e9\ud83d\ude00\u2028\0\u001b[31m\t\r\n";
    inTurn(register, recorder.client(), hostile, "\ud800");
    List<Thread> threads = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    for (int number = 0; number < CLIENTS; number++) {
      int mine = number;
      Thread thread = new Thread(() -> {
        try {
          work(register, recorder.client(), mine);
        } catch (Throwable failure) {
          synchronized (failures) {
            failures.add(failure);
          }
        }
      });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) thread.join();
    if (!failures.isEmpty()) throw new Exception(failures.get(0));
    // When all are done, reads must follow the writes: the cache does not.
    inTurn(register, recorder.client(), "last but one", "last");
    recorder.writeFile(Path.of(arguments[0]));
  }
}
