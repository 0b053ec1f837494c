import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A store with two keys, and an answer that JSON cannot hold. */
public final class Store {
  private static final Map<String, Integer> store = new HashMap<>();

  private static void write(Recorder.Client client, String key, int value) throws Exception {
    client.callOn(key, "write", value, () -> {
      store.put(key, value);
      return value;
    });
  }

  private static void read(Recorder.Client client, String key) throws Exception {
    client.callOn(key, "read", null, () -> store.get(key));
  }

  public static void main(String[] arguments) throws Exception {
    Recorder recorder = new Recorder();
    Recorder.Client client = recorder.client();
    write(client, "x", 1);
    write(client, "y", 2);
    for (Object answer : List.of(Float.NaN, new Object())) {
      boolean raised = false;
      try {
        client.callOn("x", "read", null, () -> answer);
      } catch (IllegalArgumentException thrown) {
        raised = true;
      }
      if (!raised) throw new AssertionError("the error was not raised again");
    }
    read(client, "x");
    read(client, "y");
    recorder.writeFile(Path.of(arguments[0]));
  }
}
