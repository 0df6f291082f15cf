package cn.nuanchao.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.h2.mvstore.MVStore;

/** One service's database behind one port: refuses every other database name and answers only what is durable. */
final class ServiceBackend extends H2Backend {
  /** Kept short: who still walks over an old version has registered it. */
  private static final int RETENTION_MS = 10_000;
  private static final int COMPACTION_ON_CLOSE_MS = 500;
  /** A commit writes every changed page whole, and ids are random: small pages are a quarter of the bytes of the usual 16 KiB. */
  private static final int PAGE_BYTES = 4 * 1024;
  private static final Set<String> ABOUT_THE_SERVER =
      Set.of("hello", "ismaster", "ping", "buildinfo", "whatsmyuri", "serverstatus", "endsessions", "killcursors");
  private static final Set<String> READS =
      Set.of("find", "getmore", "count", "distinct", "listcollections", "listindexes", "dbstats", "collstats", "validate");

  private final String ownDatabase;
  private final MVStore store;
  private final GroupCommit commits;

  private ServiceBackend(String ownDatabase, MVStore store) {
    super(store);
    this.ownDatabase = ownDatabase;
    this.store = store;
    version(new Version());
    resolveDatabase(ownDatabase);
    store.commit();
    this.commits = new GroupCommit(ownDatabase, store);
  }

  static ServiceBackend open(String ownDatabase, String file) {
    // No automatic commit of either kind (time, size): each could save half a write.
    MVStore store =
        new MVStore.Builder()
            .fileName(file)
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .pageSplitSize(PAGE_BYTES)
            .open();
    store.setRetentionTime(RETENTION_MS);
    return new ServiceBackend(ownDatabase, store);
  }

  /** The library calls it from its constructor too, before there are fields of this class. */
  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new ServiceDatabase(name, getMvStore(), getCursorRegistry());
  }

  @Override
  public Document handleCommand(Channel channel, String database, String command, Document query) {
    if (!database.equals(ownDatabase) && !database.equals("admin")) {
      throw unauthorized("this port serves the database " + ownDatabase + " only, not " + database);
    }
    String name = command.toLowerCase(Locale.ROOT);
    try {
      if (ABOUT_THE_SERVER.contains(name) || database.equals("admin")) {
        return aboutTheServer(channel, database, name, query);
      }
      if (READS.contains(name) || (name.equals("aggregate") && !writesItsResult(query))) {
        return commits.read(() -> super.handleCommand(channel, database, command, query));
      }
      return commits.write(() -> super.handleCommand(channel, database, command, query));
    } catch (MongoServerException refusal) {
      throw refusal;
    } catch (RuntimeException fault) {
      // The library's own handler logs whole documents and is therefore silenced; its faults are told here instead.
      System.err.println("fault in " + command + " on " + ownDatabase);
      fault.printStackTrace();
      throw fault;
    }
  }

  @Override
  public QueryResult handleQuery(MongoQuery query) {
    throw unauthorized("queries of the old protocol are not served");
  }

  @Override
  public void close() {
    commits.close();
    super.close();
    store.close(COMPACTION_ON_CLOSE_MS);
  }

  private Document aboutTheServer(Channel channel, String database, String name, Document query) {
    if (name.equals("hello")) {
      return super.handleCommand(channel, database, "ismaster", query).append("isWritablePrimary", Boolean.TRUE);
    }
    if (name.equals("renamecollection") || name.equals("dropdatabase")) {
      // Renaming names its databases in the arguments, so it would pass by the check above.
      throw unauthorized(name + " is not served on admin");
    }
    return super.handleCommand(channel, database, name.equals("listdatabases") ? "listDatabases" : canonical(name, query), query);
  }

  /** Arguments are looked up under the command's own spelling, which is the first key. */
  private static String canonical(String name, Document query) {
    String first = query.keySet().iterator().next();
    return first.equalsIgnoreCase(name) ? first : name;
  }

  private static boolean writesItsResult(Document query) {
    return query.get("pipeline") instanceof List<?> stages
        && stages.stream().anyMatch(stage -> stage instanceof Document d && (d.containsKey("$out") || d.containsKey("$merge")));
  }

  private static MongoServerError unauthorized(String message) {
    return new MongoServerError(13, "Unauthorized", message);
  }

  /** The library claims wire version 8, which current drivers refuse; what the product uses of 13 is tested. */
  private static final class Version implements MongoVersion {
    @Override
    public List<Integer> getVersionArray() {
      return List.of(5, 0, 0);
    }

    @Override
    public int getWireVersion() {
      return 13;
    }
  }
}
