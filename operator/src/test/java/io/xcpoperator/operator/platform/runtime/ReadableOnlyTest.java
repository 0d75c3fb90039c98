package io.xcpoperator.operator.platform.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkSpecBuilder;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatus;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatusBuilder;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.StatusWriter;
import io.xcpoperator.operator.testing.Lab;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an object whose spec reads as null: told in its status, which is otherwise kept, and left alone. */
class ReadableOnlyTest {
    private static final String UUID = "11111111-2222-3333-4444-555555555555";

    private Lab lab;
    private Reconciler<XcpNetwork> guarded;

    @BeforeEach
    void begin() {
        lab = Lab.open("null");
        guarded = ReadableOnly.of(
                new NeedsItsSpec(), new UnreadableStatus(lab.client(), Clock.systemUTC()), Duration.ofMinutes(5));
    }

    @AfterEach
    void end() {
        lab.close();
    }

    /** Fails as every reconciler would. */
    private static final class NeedsItsSpec implements Reconciler<XcpNetwork>, Cleaner<XcpNetwork> {
        @Override
        public UpdateControl<XcpNetwork> reconcile(XcpNetwork network, @Nullable Context<XcpNetwork> context) {
            Objects.requireNonNull(network.getSpec());
            return UpdateControl.noUpdate();
        }

        @Override
        public DeleteControl cleanup(XcpNetwork network, @Nullable Context<XcpNetwork> context) {
            Objects.requireNonNull(network.getSpec());
            return DeleteControl.defaultDelete();
        }
    }

    /** In the API server it is whole, for its schema would not take it otherwise; what we hold of it is not. */
    private XcpNetwork unreadable() {
        var network = new XcpNetwork();
        network.setMetadata(lab.named("lan").build());
        network.setSpec(XcpNetworkSpecBuilder.builder()
                .poolRef(Ref.to("home"))
                .existing(new NameOrUuid("lan", null))
                .build());
        lab.apply(network);
        KubernetesClient client = lab.client();
        new StatusWriter<XcpNetworkStatus, XcpNetwork>(client, XcpNetwork::new)
                .write(
                        network,
                        XcpNetworkStatusBuilder.builder()
                                .uuid(UUID)
                                .observedGeneration(1L)
                                .build());
        XcpNetwork held = Objects.requireNonNull(client.resource(network).get());
        held.setSpec(null);
        return held;
    }

    private XcpNetwork stored(XcpNetwork network) {
        return Objects.requireNonNull(lab.client().resource(network).get());
    }

    @Test
    @SuppressWarnings("NullAway") // no context is looked at
    void itIsReportedAndTheRestOfItsStatusStays() throws Exception {
        XcpNetwork network = unreadable();
        guarded.reconcile(network, null);
        var status = stored(network).getStatus();
        assertThat(status.message()).startsWith("the spec cannot be read by this version of the operator");
        assertThat(Conditions.isTrue(status.conditions(), "Stalled")).isTrue();
        assertThat(Lab.readyOf(status.conditions())).isEqualTo("False");
        assertThat(status.uuid()).isEqualTo(UUID);
    }

    @Test
    @SuppressWarnings({"NullAway", "unchecked"}) // no context is looked at
    void itsDeletionWaitsUntilAPersonAbandonsIt() throws Exception {
        XcpNetwork network = unreadable();
        var cleaner = (Cleaner<XcpNetwork>) guarded;
        assertThat(cleaner.cleanup(network, null).isRemoveFinalizer()).isFalse();
        assertThat(stored(network).getStatus().message())
                .startsWith("deletion waits: the spec cannot be read")
                .endsWith("abandon=" + network.getMetadata().getUid());
        network.getMetadata()
                .getAnnotations()
                .put("xcp-operator.io/abandon", network.getMetadata().getUid());
        assertThat(cleaner.cleanup(network, null).isRemoveFinalizer()).isTrue();
    }
}
