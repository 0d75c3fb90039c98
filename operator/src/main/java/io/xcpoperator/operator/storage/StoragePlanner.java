package io.xcpoperator.operator.storage;

import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.operator.platform.adopt.AdoptPlan;
import io.xcpoperator.operator.platform.adopt.Wanted;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.SrUuid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What brings a storage repository to what its spec asks for: made or attached where there is none, then kept so. Pure. */
final class StoragePlanner {
    private final DesiredStorage want;
    private final PoolView view;
    private final StorageMemory memory;
    private final Known known;
    private final Instant now;

    StoragePlanner(DesiredStorage want, PoolView view, StorageMemory memory, Known known, Instant now) {
        this.want = want;
        this.view = view;
        this.memory = memory;
        this.known = known;
        this.now = now;
    }

    StoragePlan plan(Identity identity) {
        return switch (identity) {
            case Identity.Refused(Verdict why) -> StoragePlan.hindered(why);
            case Identity.There(SrRecord storage, List<SrRecord> twins) -> keeping(storage, twins);
            case Identity.Absent _ -> want.made().map(this::making).orElseGet(() -> StoragePlan.of(List.of()));
        };
    }

    private StoragePlan making(DesiredStorage.Form.Made made) {
        StoragePlan plan = new Making(made, want, view, known, now).plan();
        return plan.steps().isEmpty()
                ? plan
                : new StoragePlan(whole(plan.steps(), made), plan.format(), plan.hindrances());
    }

    /** With what follows on what it will be then. */
    private List<Step> whole(List<Step> steps, DesiredStorage.Form.Made made) {
        String token = memory.token().orElseGet(() -> MakingText.token(want.me().uid(), ""));
        String text = made.attach().isPresent() ? MakingText.ofFound(token) : MakingText.ofNew(token);
        var all = new ArrayList<Step>();
        for (Step step : steps) {
            StorageAction action = switch (step.action()) {
                case StorageAction.Create create ->
                    new StorageAction.Create(create.host(), create.backing(), create.name(), text);
                case StorageAction.Introduce found ->
                    new StorageAction.Introduce(found.uuid(), found.backing(), found.name(), text);
                case StorageAction other -> other;
            };
            all.add(new Step(action, step.on(), step.why()));
        }
        all.addAll(keeping(coming(made, text), List.of()).steps());
        return all;
    }

    private SrRecord coming(DesiredStorage.Form.Made made, String text) {
        return new SrRecord(
                new SrRef("new-storage"),
                new SrUuid(made.attach().orElse("new")),
                want.name(),
                text,
                made.backing().type(),
                made.backing().contentType(),
                made.backing().shared(),
                0,
                0,
                0,
                Map.of(),
                Map.of(),
                Set.of(),
                false,
                Set.of(),
                Map.of());
    }

    private StoragePlan keeping(SrRecord storage, List<SrRecord> twins) {
        boolean begun = MakingText.isOf(storage, want.me().uid());
        if (begun && !known.running().isEmpty()) {
            return StoragePlan.hindered(
                    new Verdict.Working(Reason.TaskRunning, "the storage repository is being made"));
        }
        Wanted names = begun && want.names().description() == null
                ? new Wanted(want.names().nameLabel(), "", want.names().tags())
                : want.names();
        return switch (AdoptPlan.adopt(want.me(), Identity.object(storage, view), names, memory.approvals())) {
            case AdoptPlan.Refused(Reason reason, String message) ->
                StoragePlan.hindered(new Verdict.Waiting(reason, message));
            case AdoptPlan.Write(List<AdoptAction> actions) -> {
                var steps = new ArrayList<Step>();
                if (begun && MakingText.isNew(storage)) {
                    finish(storage, steps);
                }
                actions.stream()
                        .filter(action -> !(begun && describes(action)))
                        .forEach(action -> label(action, storage, steps));
                StoragePlan connected = want.made()
                        .map(made -> new Connections(made.backing(), storage, view, known)
                                .plan(begun && !MakingText.isNew(storage)))
                        .orElseGet(() -> StoragePlan.of(List.of()));
                steps.addAll(connected.steps());
                actions.stream()
                        .filter(action -> begun && connected.hindrances().isEmpty() && describes(action))
                        .forEach(action -> label(action, storage, steps));
                steps.addAll(Teardown.twins(twins, view, known));
                yield new StoragePlan(steps, Optional.empty(), hindrances(storage, connected));
            }
        };
    }

    private List<Verdict> hindrances(SrRecord storage, StoragePlan connected) {
        Stream<Verdict> another = want.made().flatMap(DesiredStorage.Form.Made::attach).stream()
                .filter(uuid -> !uuid.equals(storage.uuidText()))
                .map(uuid -> new Verdict.Stalled(
                        Reason.InvalidSpec,
                        "attach names %s, and this resource stands for %s already: take attach away, or delete the resource (deletionPolicy Retain) and write another"
                                .formatted(uuid, storage.uuidText())));
        return Stream.concat(another, connected.hindrances().stream()).toList();
    }

    /** The description is what finds it until all else is done; so it comes last. */
    private static boolean describes(AdoptAction action) {
        return action.verb() == AdoptAction.Verb.SET_DESCRIPTION;
    }

    private void finish(SrRecord storage, List<Step> steps) {
        if (!CreatedKey.isOn(storage)) {
            label(
                    new AdoptAction(
                            AdoptAction.Verb.SET_KEY,
                            CreatedKey.KEY,
                            CreatedKey.value(storage, want.me().uid()),
                            storage.otherConfig().containsKey(CreatedKey.KEY),
                            "remember that it was created"),
                    storage,
                    steps);
        }
        if (!storage.otherConfig().containsKey("auto-scan")) {
            label(
                    new AdoptAction(
                            AdoptAction.Verb.SET_KEY, "auto-scan", "true", false, "the pool reads it regularly"),
                    storage,
                    steps);
        }
    }

    private static void label(AdoptAction action, SrRecord storage, List<Step> steps) {
        steps.add(new Step(new StorageAction.Label(action), storage.nameLabel(), action.why()));
    }
}
