package io.xcpoperator.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.errors.UntrustedCertificateException;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.tls.CertificateFingerprint;
import io.xcpoperator.xapi.tls.CertificateProblem;
import io.xcpoperator.xapi.tls.PresentedCertificate;
import io.xcpoperator.xapi.types.PoolUuid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An approval on an XcpPool counts while what it names is asked for, and once (decision 0072). */
class PoolQuestionsTest {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final CertificateFingerprint FIRST = fingerprint("AA");
    private static final CertificateFingerprint SECOND = fingerprint("BB");
    private static final CertificateApproval NONE = new CertificateApproval.None();
    private static final Observed.Link UP = new Observed.Link.Up(
            new PoolUuid("6d579ecc-6a6c-4c45-8cd7-893d42fa8a2a"),
            PoolView.of(List.of(), List.of()),
            NOW,
            0,
            Optional.empty(),
            Optional.empty(),
            new ManagerMark.State.Unclaimed(),
            new WriteState.Open());
    private static final Observed.Link AWAY =
            down(new LinkFailure(Reason.PoolUnreachable, "", "", false, Optional.empty()));

    private static CertificateFingerprint fingerprint(String octet) {
        return CertificateFingerprint.parse((octet + ":").repeat(31) + octet);
    }

    private static Observed.Link down(LinkFailure failure) {
        return new Observed.Link.Down(failure, NOW, NOW, 0);
    }

    private static LinkFailure refused(
            CertificateFingerprint certificate, CertificateProblem.Cause cause, Approvals approvals) {
        var presented = new PresentedCertificate("xcp1", certificate, NOW, true);
        return LinkFailure.of(
                new UntrustedCertificateException("home", "login", new CertificateProblem(presented, List.of(cause))),
                new LinkFailure.Link(new ObjectKey("infra", "home"), "login", NOW, true, approvals));
    }

    /** The fingerprint and the command stand once, on the pool, whoever refers to it. */
    @Test
    void othersAreToldInBriefWhereTheWholeIsSaid() {
        LinkFailure failure = refused(FIRST, CertificateProblem.Cause.CHANGED, new Approvals(List.of()));
        assertThat(failure.message()).contains(FIRST.toString());
        assertThat(failure.toOthers(new ObjectKey("infra", "home")))
                .isEqualTo("pool infra/home: certificate not trusted; see kubectl get xpool -n infra home");
    }

    @Test
    void aPoolThatIsBeingDeletedSaysWhatHoldsItAndWhatKeepsTheConnectionAway() {
        var held = new Verdict.Waiting(Reason.InUse, "in use by VirtualMachine apps/web");
        LinkFailure failure = refused(FIRST, CertificateProblem.Cause.CHANGED, new Approvals(List.of()));
        assertThat(PoolVerdict.deleting(held, new Story().observed(down(failure))))
                .isEqualTo(new Verdict.Waiting(Reason.InUse, held.message() + "; besides, " + failure.message()));
        assertThat(PoolVerdict.deleting(held, new Story().observed(UP))).isEqualTo(held);
    }

    /** One XcpPool whose status is what the rounds so far made of it. */
    private static final class Story {
        private final List<Approval> status = new ArrayList<>();
        private Map<String, String> annotations = Map.of();
        private Optional<String> excess = Optional.empty();

        void annotate(String name, String value) {
            annotations = Map.of("xcp-operator.io/" + name, value);
        }

        Approvals approvals() {
            var pool = new XcpPool();
            pool.setMetadata(
                    new ObjectMetaBuilder().withAnnotations(annotations).build());
            return Approvals.of(pool, status, NOW);
        }

        Observed observed(Observed.Link link) {
            return new Observed(
                    new Setup.Missing(Reason.SecretMissing, ""),
                    link,
                    Optional.empty(),
                    false,
                    new Observed.StorageChoice.NotManaged(),
                    new Observed.StorageChoice.NotManaged(),
                    approvals(),
                    excess,
                    Optional.empty(),
                    List.of(),
                    0);
        }

        CertificateApproval round(Observed.Link link) {
            Observed observed = observed(link);
            List<Approval> next = observed.approvals().toStatus(PoolQuestions.of(observed));
            status.clear();
            status.addAll(next == null ? List.of() : next);
            return CertificateApproval.of(observed);
        }

        CertificateApproval shows(CertificateFingerprint certificate) {
            return round(down(refused(certificate, CertificateProblem.Cause.CHANGED, approvals())));
        }

        String message(CertificateFingerprint certificate) {
            return refused(certificate, CertificateProblem.Cause.CHANGED, approvals())
                    .message();
        }
    }

    @Test
    void anApprovedCertificateIsTrustedOnceItIsOnRecordAndNeverByTheSameApprovalAgain() {
        var story = new Story();
        assertThat(story.shows(FIRST)).isEqualTo(NONE);
        assertThat(story.message(FIRST)).contains("trust-certificate=" + FIRST + ";");
        story.annotate(Approvals.TRUST_CERTIFICATE, FIRST.toString());
        assertThat(story.shows(FIRST)).isEqualTo(new CertificateApproval.ToBeRecorded());
        assertThat(story.shows(FIRST)).isEqualTo(new CertificateApproval.OnRecord(FIRST));
        assertThat(story.round(AWAY)).as("it cannot be told what is asked for").isEqualTo(NONE);
        assertThat(story.shows(FIRST)).isEqualTo(new CertificateApproval.OnRecord(FIRST));
        story.round(UP);
        assertThat(story.status)
                .containsExactly(new Approval(Approvals.TRUST_CERTIFICATE, null, null, List.of(FIRST.toString())));

        assertThat(story.shows(SECOND)).isEqualTo(NONE);
        assertThat(story.shows(FIRST)).as("the replay").isEqualTo(NONE);
        assertThat(story.message(FIRST)).contains("trust-certificate=" + FIRST + ".2;");
        story.annotate(Approvals.TRUST_CERTIFICATE, FIRST + ".2");
        story.shows(FIRST);
        assertThat(story.shows(FIRST)).isEqualTo(new CertificateApproval.OnRecord(FIRST));
    }

    @Test
    void whatNobodyAsksForIsNotEvenLatched() {
        var story = new Story();
        story.annotate(Approvals.TRUST_CERTIFICATE, FIRST.toString());
        story.round(UP);
        story.shows(SECOND);
        assertThat(story.status).isEmpty();
        story.annotate(Approvals.TAKE_OVER, "u1");
        story.round(UP);
        assertThat(story.status).as("an XcpPool takes nothing over").isEmpty();
    }

    @Test
    void theApprovalOfDeletionsEndsWhenTheyAreDone() {
        var story = new Story();
        story.annotate(Approvals.DELETIONS, "77ab");
        story.excess = Optional.of("77ab");
        story.round(UP);
        assertThat(story.approvals().grants(Approvals.DELETIONS, "77ab")).isTrue();
        story.round(AWAY);
        assertThat(story.approvals().grants(Approvals.DELETIONS, "77ab"))
                .as("it cannot be told what is asked for")
                .isTrue();
        story.excess = Optional.empty();
        story.round(UP);
        assertThat(story.approvals().grants(Approvals.DELETIONS, "77ab")).isFalse();
        assertThat(story.approvals().value(Approvals.DELETIONS, "77ab")).isEqualTo("77ab.2");
    }

    @Test
    void toBeAbandonedIsAskedForOnlyWhileItIsDeleted() {
        var story = new Story();
        assertThat(PoolQuestions.of(story.observed(UP))).containsEntry(Approvals.ABANDON, Set.of());
        assertThat(PoolQuestions.deleting("uid-1", story.observed(AWAY)))
                .containsEntry(Approvals.ABANDON, Set.of("uid-1"));
    }

    /** The others are mended in the spec or on the host. */
    @ParameterizedTest
    @EnumSource(CertificateProblem.Cause.class)
    void onlyACertificateInThePlaceOfATrustedOneIsAskedAbout(CertificateProblem.Cause cause) {
        LinkFailure failure = refused(FIRST, cause, new Approvals(List.of()));
        boolean asks = cause == CertificateProblem.Cause.CHANGED || cause == CertificateProblem.Cause.NOT_PINNED;
        assertThat(failure.asked()).isEqualTo(asks ? Optional.of(FIRST) : Optional.empty());
        assertThat(failure.message().contains(Approvals.TRUST_CERTIFICATE)).isEqualTo(asks);
    }
}
