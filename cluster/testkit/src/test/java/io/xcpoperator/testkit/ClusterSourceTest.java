package io.xcpoperator.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterSourceTest {

    @Test
    void prefersTheClusterThatTheVariableNames() {
        var source = ClusterSource.find(Map.of("XCP_TEST_KUBECONFIG", "/some/kubeconfig"), _ -> true);

        assertThat(source).isEqualTo(new ClusterSource.Given(Path.of("/some/kubeconfig")));
    }

    @Test
    void takesK3sWhereAnEngineAnswers() {
        assertThat(ClusterSource.find(Map.of(), _ -> true)).isEqualTo(new ClusterSource.InContainer());
    }

    @Test
    void takesTheLocalControlPlaneElse() {
        assertThat(ClusterSource.find(Map.of("XCP_TEST_KUBECONFIG", ""), _ -> false))
                .isEqualTo(new ClusterSource.Local());
    }

    @Test
    void doesNotReadTheUsersOwnContext() {
        assertThat(ClusterSource.find(Map.of("KUBECONFIG", "/home/me/.kube/config"), _ -> false))
                .isEqualTo(new ClusterSource.Local());
    }

    @Test
    void saysWhichFileIsMissing() {
        var source = new ClusterSource.Given(Path.of("/no/such/kubeconfig"));

        assertThatThrownBy(source::start).hasMessageContaining("XCP_TEST_KUBECONFIG names /no/such/kubeconfig");
    }
}
