package cn.nuanchao.store;

import de.bwaldvogel.mongo.backend.KeyValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;

/**
 * A key of an index: its values one after another, compared as what they are. As serialised Java objects both sides of every
 * comparison of every look-up were written to memory first.
 */
final class KeyValueType extends BasicDataType<KeyValue> {
  private static final int OBJECT_BYTES = 64;

  private final ObjectDataType values = new ObjectDataType();

  @Override
  public int compare(KeyValue a, KeyValue b) {
    int common = Math.min(a.size(), b.size());
    for (int i = 0; i < common; i++) {
      int order = compareValues(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  /** Keys are normalised: a number is a Double, or a Long that no Double can be. */
  private int compareValues(Object a, Object b) {
    if (a instanceof String x && b instanceof String y) {
      return x.compareTo(y);
    }
    if (a instanceof Double x && b instanceof Double y) {
      return x.compareTo(y);
    }
    if (a == null || b == null) {
      return a == b ? 0 : a == null ? -1 : 1;
    }
    return values.compare(a, b);
  }

  @Override
  public int binarySearch(KeyValue key, Object storage, int size, int initialGuess) {
    KeyValue[] keys = (KeyValue[]) storage;
    int low = 0;
    int high = size - 1;
    int middle = initialGuess - 1;
    if (middle < 0 || middle > high) {
      middle = high >>> 1;
    }
    while (low <= high) {
      int order = compare(key, keys[middle]);
      if (order == 0) {
        return middle;
      }
      if (order > 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
      middle = (low + high) >>> 1;
    }
    return -(low + 1);
  }

  @Override
  public int getMemory(KeyValue key) {
    int bytes = OBJECT_BYTES;
    for (Object value : key) {
      bytes += value instanceof String text ? OBJECT_BYTES + text.length() : OBJECT_BYTES;
    }
    return bytes;
  }

  @Override
  public void write(WriteBuffer out, KeyValue key) {
    out.putVarInt(key.size());
    for (Object value : key) {
      values.write(out, value);
    }
  }

  @Override
  public KeyValue read(ByteBuffer in) {
    int size = DataUtils.readVarInt(in);
    List<Object> read = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      read.add(values.read(in));
    }
    return new KeyValue(read);
  }

  @Override
  public KeyValue[] createStorage(int size) {
    return new KeyValue[size];
  }
}
