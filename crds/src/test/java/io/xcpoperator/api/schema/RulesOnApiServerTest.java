package io.xcpoperator.api.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.xcpoperator.testkit.TestCluster;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be applied and what may not, as a real API server sees it. */
class RulesOnApiServerTest {
    private static final KubernetesClient CLIENT = TestCluster.shared().client();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static String namespace;

    @BeforeAll
    static void kindsAreThere() {
        TestCluster.shared().applyCrds(Golden.MODULE.resolve("manifests"));
        namespace = TestCluster.shared().namespace("rules");
    }

    static Stream<RuleCase> cases() {
        return RuleCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theApiServerJudges(RuleCase given) {
        GenericKubernetesResource created = named(given.created());
        if (given.update().isEmpty()) {
            judge(
                    given,
                    () -> CLIENT.resource(created)
                            .dryRun()
                            .fieldValidation(Validation.STRICT)
                            .create());
            return;
        }
        CLIENT.resource(created).create();
        ObjectNode now = JSON.valueToTree(CLIENT.resource(created).get());
        GenericKubernetesResource updated =
                resource(RuleCase.merged(now, given.update().get()));
        judge(
                given,
                () -> CLIENT.resource(updated)
                        .dryRun()
                        .fieldValidation(Validation.STRICT)
                        .update());
    }

    private static void judge(RuleCase given, ThrowingCallable step) {
        KubernetesClientException refusal = catchThrowableOfType(KubernetesClientException.class, step);
        if (given.refused().isEmpty()) {
            assertThat(refusal).isNull();
        } else {
            assertThat(refusal).as("refusal").isNotNull();
            assertThat(refusal.getCode()).isIn(400, 422);
            assertThat(refusal.getStatus().getMessage())
                    .contains(given.refused().get());
        }
    }

    private static GenericKubernetesResource named(ObjectNode object) {
        ObjectNode metadata = object.withObject("/metadata");
        if (!metadata.has("name")) {
            metadata.put("name", "case-" + NUMBER.incrementAndGet());
        }
        metadata.put("namespace", namespace);
        return resource(object);
    }

    private static GenericKubernetesResource resource(JsonNode object) {
        return JSON.convertValue(object, GenericKubernetesResource.class);
    }
}
