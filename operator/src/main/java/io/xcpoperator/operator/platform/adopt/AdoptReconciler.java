package io.xcpoperator.operator.platform.adopt;

import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.access.Right;
import io.xcpoperator.operator.platform.events.Doorbell;
import io.xcpoperator.operator.platform.events.Waking;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.gate.Plans;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.StatusPatch;
import io.xcpoperator.operator.platform.status.StatusWriter;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stands for objects that a pool has already: marks them, keeps their names and tags, and lets them go unharmed. */
public abstract class AdoptReconciler<R extends CustomResource<?, S>, S extends Record & ApiRecord>
        implements Reconciler<R>, Cleaner<R> {
    private final Platform platform;
    private final AdoptedKind<R, S> kind;
    private final AdoptedKind.Traits<R> traits;
    private final StatusWriter<S, R> statuses;

    protected AdoptReconciler(Platform platform, AdoptedKind<R, S> kind) {
        this.platform = platform;
        this.kind = kind;
        this.traits = kind.traits();
        this.statuses = new StatusWriter<>(platform.kubernetes(), traits.blank());
    }

    @Override
    public final UpdateControl<R> reconcile(R resource, Context<R> context) {
        AdoptSpec spec = kind.spec(resource);
        Adopted adopted = observe(resource, spec);
        Approvals approvals = approvals(resource);
        AdoptRound round = AdoptRound.decide(
                adopted,
                Owner.of(platform.clusterId(), resource),
                spec.wanted(),
                approvals,
                ManagementGate.of(resource, spec.policy()),
                spec.unsupported());
        Outcome outcome = execute(adopted, round.now());
        return StatusPatch.of(
                resource,
                kind.status(resource, report(resource, round, round.verdict(outcome, onHosts(adopted)), approvals)),
                traits.blank(),
                platform.requeue().after(outcome));
    }

    @Override
    public final DeleteControl cleanup(R resource, Context<R> context) {
        AdoptSpec spec = kind.spec(resource);
        Adopted adopted = observe(resource, spec);
        Approvals approvals = approvals(resource);
        List<String> dependents = kind.dependents(ObjectKey.of(resource), platform.caches());
        Release release = Release.decide(
                adopted,
                Owner.of(platform.clusterId(), resource),
                ManagementGate.of(resource, spec.policy()),
                approvals.grants(Approvals.ABANDON, resource.getMetadata().getUid()),
                dependents,
                InUse.message(traits.shortName(), resource, dependents, approvals));
        return switch (release) {
            case Release.Done _ -> DeleteControl.defaultDelete();
            case Release.Write(List<AdoptAction> actions) -> again(execute(adopted, actions));
            case Release.Waits(Verdict verdict) -> {
                statuses.write(resource, kind.status(resource, deleting(resource, verdict, approvals)));
                yield again(new Outcome.Wait(Reason.Deleting, verdict.message()));
            }
        };
    }

    private DeleteControl again(Outcome outcome) {
        return DeleteControl.noFinalizerRemoval()
                .rescheduleAfter(platform.requeue().after(outcome));
    }

    private Adopted observe(R resource, AdoptSpec spec) {
        String namespace = resource.getMetadata().getNamespace();
        ObjectKey pool =
                ObjectKey.resolve(spec.poolRef().namespace(), spec.poolRef().name(), namespace);
        return Adopted.look(
                platform.pools().find(pool, namespace, Right.ADMINISTER),
                handle -> kind.all(handle.view()),
                all -> pick(ObjectKey.of(resource), spec, all, pool.name()),
                spec.existing() == null
                        ? Optional.empty()
                        : kind.memory(resource).uuid());
    }

    private Pick pick(ObjectKey resource, AdoptSpec spec, List<Existing> all, String pool) {
        NameOrUuid wanted = spec.existing();
        if (wanted == null) {
            return new Pick.NotOne(
                    Reason.NotSupportedYet,
                    spec.unsupported().map(Verdict.Stalled::message).orElse(""));
        }
        return Pick.marked(resource, wanted.uuid() == null ? all : List.of())
                .<Pick>map(Pick.Found::new)
                .orElseGet(() -> Pick.of(wanted, all, traits.noun(), pool));
    }

    private Approvals approvals(R resource) {
        return Approvals.of(
                resource, kind.memory(resource).approvals(), platform.clock().instant());
    }

    private Outcome execute(Adopted adopted, List<AdoptAction> actions) {
        return adopted instanceof Adopted.Present(var pool, var object)
                ? AdoptExecutor.execute(pool, object, actions, calls -> kind.calls(calls, pool.view(), object.uuid()))
                : new Outcome.Settled();
    }

    private Verdict onHosts(Adopted adopted) {
        return adopted instanceof Adopted.Present(var pool, var object)
                ? kind.standing(pool.view(), object.uuid())
                : new Verdict.Ready();
    }

    private AdoptReport report(R resource, AdoptRound round, Verdict verdict, Approvals approvals) {
        Optional<AdoptReport.Seen> seen =
                round.refused().isEmpty() && round.adopted() instanceof Adopted.Present(var pool, var object)
                        ? Optional.of(new AdoptReport.Seen(pool.view(), object.uuid()))
                        : Optional.empty();
        var plan = round.gate() == ManagementGate.PLAN ? Plans.status(planned(round)) : null;
        return new AdoptReport(
                resource.getMetadata().getGeneration(),
                Conditions.shortened(verdict.message()),
                approvals.toStatus(asked(resource, round.adopted())),
                plan,
                seen,
                round.conditions(verdict),
                kind.memory(resource).conditions(),
                platform.clock());
    }

    private Map<String, Set<String>> asked(R resource, Adopted adopted) {
        return adopted instanceof Adopted.Present(var _, var object)
                ? Map.of(
                        Approvals.ABANDON,
                        Set.of(),
                        Approvals.TAKE_OVER,
                        AdoptPlan.asked(Owner.of(platform.clusterId(), resource), object))
                : Map.of();
    }

    private AdoptReport deleting(R resource, Verdict verdict, Approvals approvals) {
        return new AdoptReport(
                resource.getMetadata().getGeneration(),
                Conditions.shortened(verdict.message()),
                approvals.toStatus(
                        Map.of(Approvals.ABANDON, Set.of(resource.getMetadata().getUid()))),
                null,
                Optional.empty(),
                verdict.conditions(),
                kind.memory(resource).conditions(),
                platform.clock());
    }

    private List<PlannedCall> planned(AdoptRound round) {
        return round.adopted() instanceof Adopted.Present(var _, var object)
                ? round.plan().stream()
                        .map(action -> new PlannedCall(
                                traits.type().wire() + "." + action.verb().message(), object.nameLabel(), action.why()))
                        .toList()
                : List.of();
    }

    @Override
    public final List<EventSource<?, R>> prepareEventSources(EventSourceContext<R> context) {
        var all = traits.cache().apply(platform.caches());
        var bell = new Doorbell<R>(traits.type().wire().toLowerCase(Locale.ROOT) + "-news");
        bell.on(
                platform.news(),
                touched -> Waking.of(
                        touched,
                        traits.type(),
                        all.all(),
                        resource -> kind.spec(resource).poolRef(),
                        resource -> kind.memory(resource).uuid().orElse(null)));
        kind.listen(bell, platform.caches());
        return List.of(bell);
    }
}
