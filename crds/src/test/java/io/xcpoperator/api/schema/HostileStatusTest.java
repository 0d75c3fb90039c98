package io.xcpoperator.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.xcpoperator.api.v1alpha1.ApiField;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Fitting;
import io.xcpoperator.api.v1alpha1.Kinds;
import io.xcpoperator.testkit.TestCluster;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A status whose every part is too long or too large is taken by a real API server once it is fitted. */
class HostileStatusTest {
    private static final KubernetesClient CLIENT = TestCluster.shared().client();
    private static String namespace;

    @BeforeAll
    static void kindsAreThere() {
        TestCluster.shared().applyCrds(Golden.MODULE.resolve("manifests"));
        namespace = TestCluster.shared().namespace("hostile");
    }

    static List<Class<? extends CustomResource<? extends ApiRecord, ? extends ApiRecord>>> kinds() {
        return Kinds.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    <T extends Record & ApiRecord> void theApiServerTakesWhatIsFitted(
            Class<? extends CustomResource<? extends ApiRecord, ? extends ApiRecord>> kind) throws Exception {
        ObjectNode object = RuleCase.of(Crds.of(kind)).findFirst().orElseThrow().created();
        object.putObject("metadata").put("name", "hostile").put("namespace", namespace);
        CLIENT.resource(Serialization.unmarshal(object.toString(), GenericKubernetesResource.class))
                .create();

        @SuppressWarnings("unchecked")
        T hostile = (T) record(Crds.typeArgument(kind, 1));
        object.remove("spec");
        object.set("status", new ObjectMapper().readTree(Serialization.asJson(Fitting.fit(hostile))));
        GenericKubernetesResource taken = CLIENT.resource(
                        Serialization.unmarshal(object.toString(), GenericKubernetesResource.class))
                .subresource("status")
                .patch(StoredObjectsTest.applyAs("operator"));

        var kept = (Map<?, ?>) taken.getAdditionalProperties().get("status");
        assertThat(kept.size()).isEqualTo(ApiField.of(hostile.getClass()).size());
    }

    private static Record record(Class<?> type) throws ReflectiveOperationException {
        List<ApiField> fields = ApiField.of(type);
        var values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            Object one = value(fields.get(i).element());
            values[i] = fields.get(i).isList()
                    ? Collections.nCopies(one instanceof Condition ? 1 : 70, one)
                    : fields.get(i).isMap() ? Map.of("x", one) : one;
        }
        return (Record) type.getDeclaredConstructors()[0].newInstance(values);
    }

    private static Object value(Type type) throws ReflectiveOperationException {
        Class<?> raw = (Class<?>) type;
        if (raw.isRecord()) return record(raw);
        if (raw.isEnum()) return raw.getEnumConstants()[0];
        if (raw == String.class) return "😀".repeat(3000);
        if (raw == Integer.class) return Integer.MIN_VALUE;
        if (raw == Long.class) return Long.MIN_VALUE;
        if (raw == Boolean.class) return true;
        if (raw == Quantity.class) return new Quantity("4Gi");
        if (raw == Condition.class) return condition();
        throw new IllegalStateException("no hostile value of " + raw);
    }

    private static Condition condition() {
        return new ConditionBuilder()
                .withType("Ready")
                .withStatus("False")
                .withReason("Missing")
                .withMessage("gone")
                .withObservedGeneration(1L)
                .withLastTransitionTime("2026-11-01T10:00:00Z")
                .build();
    }
}
