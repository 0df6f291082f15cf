package cn.nuanchao.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;

/**
 * A document in the file: as BSON, not as a serialised Java object, because a commit writes every document of every changed page
 * again. Files of earlier versions are read as they are and change with their next write.
 */
final class DocumentType extends BasicDataType<Document> {
  /** No tag that {@link ObjectDataType} writes: its highest is 119. */
  private static final byte BSON = (byte) 0xB5;
  private static final int BYTES_AT_FIRST = 1_024;
  /** An object takes about this many times what its BSON takes; it keeps pages at a few documents each. */
  private static final int OBJECT_PER_BSON = 4;

  private final ObjectDataType former = new ObjectDataType();
  private volatile int averageBytes = BYTES_AT_FIRST;

  @Override
  public int getMemory(Document document) {
    return averageBytes * OBJECT_PER_BSON;
  }

  @Override
  public void write(WriteBuffer out, Document document) {
    ByteBuf bytes = Unpooled.buffer(averageBytes);
    BsonEncoder.encodeDocument(document, bytes);
    out.put(BSON).put(bytes.array(), bytes.arrayOffset(), bytes.readableBytes());
    noteSize(bytes.readableBytes());
  }

  @Override
  public Document read(ByteBuffer in) {
    int start = in.position();
    if (in.get() != BSON) {
      in.position(start);
      return (Document) former.read(in);
    }
    ByteBuf bytes = Unpooled.wrappedBuffer(in);
    int size = bytes.getIntLE(bytes.readerIndex());
    Document document = BsonDecoder.decodeBson(bytes);
    in.position(start + 1 + size);
    noteSize(size);
    return document;
  }

  @Override
  public Document[] createStorage(int size) {
    return new Document[size];
  }

  private void noteSize(int size) {
    averageBytes = Math.max(64, (averageBytes * 15 + size) / 16);
  }
}
