package io.xcpoperator.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.testcontainers.containers.ContainerLaunchException;

class K3sTest {

    @Test
    void saysWhatToDoWhenTheEngineAnswersButK3sDoesNotStart() {
        var refusal =
                new ContainerLaunchException("Container startup failed", new IllegalStateException("no such image"));

        assertThatThrownBy(() -> K3s.started(() -> {
                    throw refusal;
                }))
                .hasMessageContaining("rancher/k3s")
                .hasMessageContaining("no such image")
                .hasMessageContaining("XCP_TEST_KUBECONFIG")
                .hasCause(refusal);
    }

    @Test
    void passesOnWhatHasStarted() {
        assertThat(K3s.started(() -> "its kubeconfig")).isEqualTo("its kubeconfig");
    }
}
