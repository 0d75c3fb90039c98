package io.xcpoperator.operator.cli;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquiry;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquirySpec;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquiryStatus;
import io.xcpoperator.operator.platform.status.Conditions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** Asks the operator by an XcpInquiry, and takes it away again. */
final class Inquiries {
    private final Cluster cluster;
    private final Duration patience;

    Inquiries(Cluster cluster, Duration patience) {
        this.cluster = cluster;
        this.patience = patience;
    }

    /**
     * Asks and waits.
     *
     * @return the rows under this key of the answer
     * @throws Refusal with what the operator says against it, or where none answers in time
     */
    List<Map<?, ?>> ask(String namespace, XcpInquirySpec spec, String key) {
        try (Asked asked = open(namespace, spec)) {
            return asked.rows(key);
        }
    }

    /** The same for an answer that holds only as long as the inquiry is there. */
    Asked open(String namespace, XcpInquirySpec spec) {
        var inquiry = new XcpInquiry();
        inquiry.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withGenerateName("kubectl-xcp-")
                .build());
        inquiry.setSpec(spec);
        XcpInquiry asked = cluster.asked(
                "create xcpinquiries in namespace " + namespace,
                () -> cluster.client().resource(inquiry).create());
        try {
            return new Asked(asked, answer(asked));
        } catch (RuntimeException e) {
            takeAway(asked);
            throw e;
        }
    }

    /** One that was answered; closing takes it away. */
    final class Asked implements AutoCloseable {
        private final XcpInquiry inquiry;
        private final XcpInquiryStatus status;

        private Asked(XcpInquiry inquiry, XcpInquiryStatus status) {
            this.inquiry = inquiry;
            this.status = status;
        }

        List<Map<?, ?>> rows(String key) {
            return Inquiries.this.rows(status, key);
        }

        @Override
        public void close() {
            takeAway(inquiry);
        }
    }

    private XcpInquiryStatus answer(XcpInquiry asked) {
        var resource = cluster.client().resource(asked);
        XcpInquiry seen = cluster.asked("read xcpinquiries", () -> {
            try {
                return resource.waitUntilCondition(
                        now -> now != null && isOver(now), patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (KubernetesClientTimeoutException e) {
                return Objects.requireNonNullElse(resource.get(), asked); // what it says until now
            }
        });
        XcpInquiryStatus status = seen.getStatus();
        if (status == null || status.conditions() == null) {
            throw Refusal.failed("no operator answered within %d s: kubectl xcp doctor tells whether one runs"
                    .formatted(patience.toSeconds()));
        }
        if (status.answer() == null) {
            throw Refusal.failed(String.valueOf(status.message()));
        }
        return status;
    }

    private static boolean isOver(XcpInquiry inquiry) {
        return inquiry.getStatus() != null
                && (inquiry.getStatus().answer() != null
                        || Conditions.isTrue(inquiry.getStatus().conditions(), Conditions.STALLED));
    }

    private List<Map<?, ?>> rows(XcpInquiryStatus status, String key) {
        byte[] packed = Base64.getDecoder().decode(String.valueOf(status.answer()));
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            Map<?, ?> answer = cluster.client().getKubernetesSerialization().unmarshal(unzipped, Map.class);
            return answer.get(key) instanceof List<?> rows
                    ? rows.stream()
                            .filter(Map.class::isInstance)
                            .<Map<?, ?>>map(row -> (Map<?, ?>) row)
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("the answer cannot be read", e);
        }
    }

    /** Where that fails, the operator does it after ten minutes. */
    private void takeAway(XcpInquiry asked) {
        try {
            cluster.client().resource(asked).delete();
        } catch (KubernetesClientException e) {
            // said above: it goes by itself
        }
    }
}
