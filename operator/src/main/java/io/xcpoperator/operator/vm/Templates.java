package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VmUuid;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the template a spec names. A name that is not unique is an error, never a guess. */
final class Templates {
    private static final int LISTED = 5;

    private final PoolView view;
    private final ObjectKey pool;

    Templates(PoolView view, ObjectKey pool) {
        this.view = view;
        this.pool = pool;
    }

    Resolved<VmFacts> withDisks(NameOrUuid wanted) {
        return switch (find(
                wanted, "source.template", template -> !facts(template).disks().isEmpty())) {
            case Resolved.Found<VmFacts>(VmFacts template)
            when template.disks().isEmpty() ->
                stalls(
                        Reason.InvalidSpec,
                        "template \"%s\" has no disk: use source.empty and list disks with a size, or a template that has a disk"
                                .formatted(template.name()));
            case Resolved<VmFacts> other -> other;
        };
    }

    Resolved<VmFacts> withoutDisks(NameOrUuid wanted) {
        return switch (find(
                wanted,
                "source.empty.platformTemplate",
                template -> facts(template).disks().isEmpty())) {
            case Resolved.Found<VmFacts>(VmFacts template)
            when !template.disks().isEmpty() ->
                stalls(
                        Reason.InvalidSpec,
                        "template \"%s\" has disks of its own: use source.template".formatted(template.name()));
            case Resolved<VmFacts> other -> other;
        };
    }

    /** @param fit which templates are worth naming when there is none of that name */
    private Resolved<VmFacts> find(NameOrUuid wanted, String field, Predicate<VmRecord> fit) {
        String uuid = wanted.uuid();
        if (uuid != null) {
            Optional<VmRecord> found = view.vm(new VmUuid(uuid)).filter(Templates::isTemplate);
            return found.<Resolved<VmFacts>>map(this::found)
                    .orElseGet(() -> stalls(Reason.NotFound, "template " + uuid + " is not in pool " + pool.name()));
        }
        String name = wanted.name() == null ? "" : wanted.name();
        List<VmRecord> named =
                view.vmsNamed(name).stream().filter(Templates::isTemplate).toList();
        if (named.isEmpty()) {
            String like = Nearby.list(
                    name,
                    view.vms().stream()
                            .filter(Templates::isTemplate)
                            .filter(fit)
                            .filter(template -> !template.nameLabel().startsWith(Keys.MAKING))
                            .map(template -> "\"" + template.nameLabel() + "\""));
            return stalls(
                    Reason.NotFound,
                    "template \"" + name + "\" is not in pool " + pool.name()
                            + (like.isEmpty() ? "" : "; it has: " + like));
        } else if (named.size() > 1) {
            List<String> listed = named.stream()
                    .map(t -> t.uuid() + " (" + (t.nameDescription().isEmpty() ? t.nameLabel() : t.nameDescription())
                            + ")")
                    .sorted()
                    .limit(LISTED)
                    .toList();
            return stalls(
                    Reason.Ambiguous,
                    "template name \"%s\" fits %d templates: %s; use %s.uuid"
                            .formatted(name, named.size(), String.join(", ", listed), field));
        }
        return found(named.getFirst());
    }

    private Resolved<VmFacts> found(VmRecord template) {
        return new Resolved.Found<>(facts(template));
    }

    private VmFacts facts(VmRecord template) {
        return new FactsReader(view).vm(template);
    }

    private static boolean isTemplate(VmRecord vm) {
        return vm.isATemplate() && !vm.isASnapshot() && !vm.isControlDomain();
    }

    private static Resolved<VmFacts> stalls(Reason reason, String message) {
        return new Resolved.Unresolved<>(Hindrance.stalls(reason, message));
    }
}
