package io.xcpoperator.api.v1alpha1;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link ApiRecord}s so that no stored object, however odd, stops an informer: unknown properties are left out, an unknown enum value is
 * {@code Unknown}, and what cannot be read is null, which says "not managed". A list with one unreadable entry is null as a whole: half a list
 * of disks would be an instruction to detach the other half.
 */
final class RecordReader extends JsonDeserializer<ApiRecord> implements ContextualDeserializer {
    private final Class<?> type;

    RecordReader() {
        this(ApiRecord.class);
    }

    private RecordReader(Class<?> type) {
        this.type = type;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        JavaType wanted = context.getContextualType();
        return new RecordReader(wanted == null ? ApiRecord.class : wanted.getRawClass());
    }

    @Override
    public @Nullable ApiRecord deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        TreeNode tree = parser.readValueAsTree();
        ObjectMapper mapper = (ObjectMapper) parser.getCodec();
        return tree instanceof JsonNode node ? (ApiRecord) new ValueReader(mapper).read(node, type) : null;
    }
}
