package cn.nuanchao.store;

import de.bwaldvogel.mongo.MongoServer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Starts one port and one file per service; each argument is {@code port=database=file}. */
public final class StoreMain {
  /** An answer waits in its connection's thread, so there must be enough of them for waiting to block nobody. */
  private static final int THREADS_PER_PORT = 64;

  public static void main(String[] arguments) {
    List<MongoServer> servers = Collections.synchronizedList(new ArrayList<>());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> servers.forEach(MongoServer::shutdownNow), "shutdown"));
    for (String argument : arguments) {
      String[] parts = argument.split("=", 3);
      MongoServer server = new MongoServer(ServiceBackend.open(parts[1], parts[2]));
      server.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(parts[0])), 1, THREADS_PER_PORT);
      servers.add(server);
    }
    System.out.println("store ready");
  }
}
