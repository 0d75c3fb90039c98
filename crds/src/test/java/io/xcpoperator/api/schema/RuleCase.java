package io.xcpoperator.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.xcpoperator.api.v1alpha1.Kinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One thing a person may apply, and what must come of it; read from {@code src/test/resources/cel}.
 *
 * @param crd     the kind's CRD
 * @param name    what is tried
 * @param created what is created, without a name unless the case is about names
 * @param update  a merge patch for what was created; empty = creation is all
 * @param refused the message that refuses the last step; empty = it is accepted
 */
record RuleCase(
        CustomResourceDefinition crd,
        String name,
        ObjectNode created,
        Optional<JsonNode> update,
        Optional<String> refused) {
    private static final Path FOLDER = Golden.MODULE.resolve("src/test/resources/cel");

    /** Every case of every kind. */
    static Stream<RuleCase> all() {
        return Kinds.all().stream().map(Crds::of).flatMap(RuleCase::of);
    }

    static Stream<RuleCase> of(CustomResourceDefinition crd) {
        List<ObjectNode> documents = documents(crd);
        return IntStream.range(0, documents.size())
                .mapToObj(i -> i == 0
                        ? new RuleCase(crd, "a good one", good(crd, documents), Optional.empty(), Optional.empty())
                        : read(crd, good(crd, documents), documents.get(i)));
    }

    private static RuleCase read(CustomResourceDefinition crd, ObjectNode good, ObjectNode document) {
        ObjectNode created = (ObjectNode) merged(good, document.path("create"));
        return new RuleCase(
                crd,
                document.required("case").asText(),
                created,
                Optional.ofNullable(document.get("update")),
                Optional.ofNullable(document.get("refused")).map(JsonNode::asText));
    }

    private static ObjectNode good(CustomResourceDefinition crd, List<ObjectNode> documents) {
        ObjectNode good = documents.getFirst().deepCopy();
        good.put("apiVersion", crd.getSpec().getGroup() + "/v1alpha1");
        good.put("kind", crd.getSpec().getNames().getKind());
        return good;
    }

    private static List<ObjectNode> documents(CustomResourceDefinition crd) {
        Path file = FOLDER.resolve(crd.getSpec().getNames().getPlural() + ".yaml");
        try (MappingIterator<ObjectNode> documents =
                new YAMLMapper().readerFor(ObjectNode.class).readValues(file.toFile())) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException("cases of " + file, e);
        }
    }

    /** RFC 7396: objects are merged, null removes, anything else replaces. */
    static JsonNode merged(JsonNode target, JsonNode patch) {
        if (patch.isMissingNode()) return target.deepCopy();
        if (!(patch instanceof ObjectNode fields)) return patch.deepCopy();
        ObjectNode result =
                target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        fields.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                result.remove(field.getKey());
            } else {
                result.set(field.getKey(), merged(result.path(field.getKey()), field.getValue()));
            }
        });
        return result;
    }

    @Override
    public String toString() {
        return crd.getSpec().getNames().getKind() + ": " + name
                + refused.map(m -> " is refused").orElse(" is accepted");
    }
}
