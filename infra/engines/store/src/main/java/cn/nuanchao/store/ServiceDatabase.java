package cn.nuanchao.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * The maps of a database: for each collection its documents and its size, for each index its keys. The library's own database of
 * this kind stores Java objects; this one stores BSON and plain keys, and takes over what the other left in the file.
 */
final class ServiceDatabase extends AbstractSynchronizedMongoDatabase<Object> {
  private static final String DOCUMENTS = "databases.";
  private static final String SIZES = "meta.";
  private static final String KEYS = "._keys_";
  private static final String FORMER_KEYS = "._index_";

  private final MVStore store;

  ServiceDatabase(String name, MVStore store, CursorRegistry cursors) {
    super(name, cursors);
    this.store = store;
    initializeNamespacesAndIndexes();
  }

  @Override
  protected Index<Object> openOrCreateUniqueIndex(String collection, String index, List<IndexKey> keys, boolean sparse) {
    String name = getFullCollectionNamespace(collection) + KEYS + index;
    MVMap<KeyValue, Object> positions = store.openMap(name, new MVMap.Builder<KeyValue, Object>().keyType(new KeyValueType()));
    takeOver(getFullCollectionNamespace(collection) + FORMER_KEYS + index, positions);
    return new UniqueIndex(positions, index, keys, sparse);
  }

  /** An index as earlier versions wrote it; both maps change in one commit. */
  private void takeOver(String formerName, MVMap<KeyValue, Object> positions) {
    if (!store.hasMap(formerName)) {
      return;
    }
    MVMap<KeyValue, Object> former = store.openMap(formerName);
    former.entrySet().forEach(entry -> positions.put(entry.getKey(), entry.getValue()));
    store.removeMap(former);
  }

  @Override
  protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
    return new H2Collection(this, collection, options, documentsOf(collection), sizeOf(collection), cursorRegistry);
  }

  private MVMap<Object, Document> documentsOf(String collection) {
    String name = DOCUMENTS + getFullCollectionNamespace(collection);
    return store.openMap(name, new MVMap.Builder<Object, Document>().valueType(new DocumentType()));
  }

  private MVMap<String, Object> sizeOf(String collection) {
    return store.openMap(SIZES + getFullCollectionNamespace(collection));
  }

  @Override
  protected void dropIndex(MongoCollection<Object> collection, String index) {
    super.dropIndex(collection, index);
    store.removeMap(getFullCollectionNamespace(collection.getCollectionName()) + KEYS + index);
  }

  @Override
  public void dropCollection(String collection, Oplog oplog) {
    super.dropCollection(collection, oplog);
    store.removeMap(documentsOf(collection));
    store.removeMap(sizeOf(collection));
  }

  @Override
  public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String name) {
    throw new MongoServerError(115, "CommandNotSupported", "collections are not renamed here");
  }

  @Override
  protected long getStorageSize() {
    return store.getFileStore() == null ? 0 : store.getFileStore().size();
  }

  @Override
  protected long getFileSize() {
    return getStorageSize();
  }
}
