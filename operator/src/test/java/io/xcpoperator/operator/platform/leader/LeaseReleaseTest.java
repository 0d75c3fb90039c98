package io.xcpoperator.operator.platform.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xcpoperator.operator.platform.config.OperatorConfig;
import io.xcpoperator.operator.testing.LogLines;
import io.xcpoperator.testkit.TestCluster;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The lease at a stop. */
class LeaseReleaseTest {
    private static final OperatorConfig.Lease LEASE = new OperatorConfig.Lease(
            "xcp-operator", Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(5));

    private final TestCluster cluster = TestCluster.shared();
    private final String namespace = cluster.namespace("lease");

    private LeaseLeadership leading(KubernetesClient client) {
        var leadership = new LeaseLeadership(client, namespace, LEASE, "me", System::nanoTime);
        leadership.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> leadership.acquired().isDone());
        return leadership;
    }

    private String holder() {
        return cluster.client()
                .leases()
                .inNamespace(namespace)
                .withName("xcp-operator")
                .get()
                .getSpec()
                .getHolderIdentity();
    }

    @Test
    void isGivenBackSoThatAnotherLeadsAtOnce() {
        leading(cluster.client()).close();
        // the holder's name stays, but its lease has run out
        try (LeaseLeadership other =
                new LeaseLeadership(cluster.client(), namespace, LEASE, "another", System::nanoTime)) {
            other.start();
            await().atMost(LEASE.duration().dividedBy(2))
                    .until(() -> other.acquired().isDone());
            assertThat(holder()).isEqualTo("another");
        }
    }

    @Test
    void isKeptInOneLineOfInfoWhereItMayNotBeGivenBack() {
        RoleBinding binding = allowed("operator");
        Config limited = cluster.config();
        limited.setImpersonateUsername("operator");
        try (KubernetesClient client = TestCluster.newClient(limited);
                LogLines log = LogLines.of("io")) {
            LeaseLeadership leadership = leading(client);
            cluster.client().resource(binding).delete();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThatThrownBy(
                                    () -> client.leases().inNamespace(namespace).list())
                            .isInstanceOf(KubernetesClientException.class));
            leadership.close();
            assertThat(log.errors()).isEmpty();
            assertThat(log.messages())
                    .containsOnlyOnce("the lease was not given back; another operator leads once it has run out");
        }
        assertThat(holder()).isEqualTo("me");
    }

    @Test
    void namesTheHostAndDiffersEachTime() {
        RandomGenerator random = RandomGenerator.getDefault();
        assertThat(LeaseLeadership.identity(random))
                .matches(".+_[0-9a-f]{8}")
                .isNotEqualTo(LeaseLeadership.identity(random));
    }

    private RoleBinding allowed(String user) {
        cluster.client()
                .resource(new RoleBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("leases")
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("coordination.k8s.io")
                        .withResources("leases")
                        .withVerbs("get", "list", "create", "update", "patch")
                        .endRule()
                        .build())
                .create();
        return cluster.client()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("leases")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "leases")
                        .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                        .build())
                .create();
    }
}
