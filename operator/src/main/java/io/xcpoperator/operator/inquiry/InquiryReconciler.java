package io.xcpoperator.operator.inquiry;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.xcpoperator.api.v1alpha1.inquiry.UploadInquiry;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquiry;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquirySpec;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquiryStatus;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquiryStatusBuilder;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.door.Entrance;
import io.xcpoperator.operator.platform.door.Entrance.Admission;
import io.xcpoperator.operator.platform.door.Entrance.Asking;
import io.xcpoperator.operator.platform.door.Entrance.Purpose;
import io.xcpoperator.operator.platform.inquiry.Exporter;
import io.xcpoperator.operator.platform.inquiry.Foreseen;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Requeue;
import io.xcpoperator.operator.platform.status.StatusPatch;
import io.xcpoperator.operator.platform.status.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Answers an inquiry once, and takes it away when nobody else did. It writes to no pool. */
@ControllerConfiguration(name = "xcpinquiry")
public final class InquiryReconciler implements Reconciler<XcpInquiry> {
    /** Who asks reads the answer within seconds. */
    static final Duration KEPT = Duration.ofMinutes(10);

    private final Platform platform;
    private final Export export;
    private final Foretelling foretelling;
    private final Entrance entrance;

    /** @param exporters in the order in which one refers to what another made */
    public InquiryReconciler(Platform platform, Entrance entrance, List<Exporter> exporters, List<Foreseen<?>> kinds) {
        this.platform = platform;
        this.entrance = entrance;
        this.export = new Export(platform, exporters);
        this.foretelling = new Foretelling(platform.kubernetes().getKubernetesSerialization(), kinds);
    }

    @Override
    public UpdateControl<XcpInquiry> reconcile(XcpInquiry inquiry, Context<XcpInquiry> context) {
        Duration left = Duration.between(
                platform.clock().instant(),
                Instant.parse(inquiry.getMetadata().getCreationTimestamp()).plus(KEPT));
        if (!left.isPositive()) {
            platform.kubernetes().resource(inquiry).delete();
            return UpdateControl.noUpdate();
        }
        if (inquiry.getStatus() != null && inquiry.getStatus().answer() != null) {
            return UpdateControl.<XcpInquiry>noUpdate().rescheduleAfter(left);
        }
        return switch (answer(inquiry)) {
            case Answer.Given(Object data) -> given(inquiry, packed(data), left);
            case Answer.Refused(Reason reason, String message) ->
                patch(inquiry, null, new Verdict.Stalled(reason, message), left);
            case Answer.Later(Reason reason, String message) ->
                patch(inquiry, null, new Verdict.Waiting(reason, message), Requeue.RETRY);
        };
    }

    private Answer answer(XcpInquiry inquiry) {
        XcpInquirySpec spec = inquiry.getSpec();
        String namespace = inquiry.getMetadata().getNamespace();
        long asked = Stream.of(
                        Optional.ofNullable(spec.export()),
                        Optional.ofNullable(spec.plan()),
                        Optional.ofNullable(spec.console()),
                        Optional.ofNullable(spec.upload()))
                .filter(Optional::isPresent)
                .count();
        if (asked != 1) {
            return new Answer.Refused(Reason.InvalidSpec, "an inquiry asks one thing: export, plan, console or upload");
        }
        if (spec.export() != null) {
            return export.answer(spec.export(), namespace);
        }
        if (spec.plan() != null) {
            return foretelling.answer(spec.plan(), inquiry.getMetadata());
        }
        if (spec.console() != null) {
            var vm = new ObjectKey(namespace, spec.console().virtualMachine());
            return admission(inquiry, new Purpose.Console(vm), spec.console().ticketSha256());
        }
        UploadInquiry upload = Objects.requireNonNull(spec.upload());
        return admission(
                inquiry, new Purpose.Upload(new ObjectKey(namespace, upload.diskImage())), upload.ticketSha256());
    }

    private Answer admission(XcpInquiry inquiry, Purpose purpose, String ticketSha256) {
        var asking = new Asking(ObjectKey.of(inquiry), inquiry.getMetadata().getUid());
        return switch (entrance.admit(purpose, asking, ticketSha256)) {
            case Admission.Refused(Reason reason, String message) -> new Answer.Refused(reason, message);
            case Admission.Later(Reason reason, String message) -> new Answer.Later(reason, message);
            case Admission.Open(Optional<ObjectKey> pod, int port, Instant until) ->
                new Answer.Given(Map.of(
                        "door",
                        List.of(Map.of(
                                "pod",
                                pod.map(ObjectKey::toString).orElse(""),
                                "port",
                                port,
                                "until",
                                until.toString()))));
        };
    }

    private UpdateControl<XcpInquiry> given(XcpInquiry inquiry, String packed, Duration left) {
        return packed.length() > XcpInquiryStatus.LONGEST_ANSWER
                ? patch(
                        inquiry,
                        null,
                        new Verdict.Stalled(
                                Reason.InvalidSpec,
                                "the answer is %d characters long and %d fit: ask for less at a time"
                                        .formatted(packed.length(), XcpInquiryStatus.LONGEST_ANSWER)),
                        left)
                : patch(inquiry, packed, new Verdict.Ready(), left);
    }

    private UpdateControl<XcpInquiry> patch(
            XcpInquiry inquiry, @Nullable String packed, Verdict verdict, Duration after) {
        long generation = inquiry.getMetadata().getGeneration();
        var before = inquiry.getStatus() == null ? null : inquiry.getStatus().conditions();
        XcpInquiryStatus status = XcpInquiryStatusBuilder.builder()
                .observedGeneration(generation)
                .answer(packed)
                .message(Conditions.shortened(verdict.message()))
                .conditions(Conditions.replace(before, verdict.conditions(), generation, platform.clock()))
                .build();
        return StatusPatch.of(inquiry, status, XcpInquiry::new, after);
    }

    private String packed(Object data) {
        var bytes = new ByteArrayOutputStream();
        try (var zipped = new GZIPOutputStream(bytes)) {
            zipped.write(platform.kubernetes()
                    .getKubernetesSerialization()
                    .asJson(data)
                    .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("written to memory", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
