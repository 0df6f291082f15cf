package cn.nuanchao.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** Formats the data folder when it is new and starts the broker in the same JVM, which saves one JVM start. */
public final class KafkaMain {
  /** Arguments: configuration file, data folder, cluster id. */
  public static void main(String[] arguments) {
    String configuration = arguments[0];
    if (!Files.exists(Path.of(arguments[1]).resolve("meta.properties"))) {
      String[] format = {"format", "--config", configuration, "--cluster-id", arguments[2], "--ignore-formatted"};
      int exit = StorageTool.execute(format, System.out);
      if (exit != 0) {
        System.exit(exit);
      }
    }
    Kafka.main(new String[] {configuration});
  }
}
