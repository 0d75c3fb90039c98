package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.operator.platform.status.Because;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was written while a guest ran and that it has from its next start on. The pool shows the new value alone, so what
 * the guest still has is kept on the VM itself, with the start that it is of.
 *
 * @param started when the guest started, in seconds since the epoch
 * @param changes by field
 */
record NextBootMemo(long started, Map<String, FromTo> changes) {
    /** Values as a person reads them. */
    record FromTo(String from, String to) {}

    NextBootMemo {
        changes = Map.copyOf(changes);
    }

    /** What the guest that runs has not got yet; empty where the pool does not tell when it started. */
    static Optional<NextBootMemo> of(VmFacts vm) {
        return vm.guest()
                .started()
                .map(Instant::getEpochSecond)
                .map(now -> vm.own(Keys.NEXT_BOOT)
                        .flatMap(NextBootMemo::parse)
                        .filter(memo -> memo.started == now)
                        .orElseGet(() -> new NextBootMemo(now, Map.of())));
    }

    /** Whether what is on the VM is of an earlier start. */
    static boolean stale(VmFacts vm) {
        boolean another = of(vm).filter(memo -> memo.changes.isEmpty()).isPresent();
        return vm.own(Keys.NEXT_BOOT).isPresent() && (vm.stopped() || another);
    }

    private static Optional<NextBootMemo> parse(String text) {
        String[] lines = text.split("\n", -1);
        Map<String, FromTo> changes = new TreeMap<>();
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            String[] part = line.split("\t", -1);
            if (part.length == 3) {
                changes.put(part[0], new FromTo(part[1], part[2]));
            }
        }
        return lines[0].matches("\\d{1,18}")
                ? Optional.of(new NextBootMemo(Long.parseLong(lines[0]), changes))
                : Optional.empty();
    }

    /** One change more; one that brings back what the guest has is none. */
    NextBootMemo with(String field, String from, String to) {
        Map<String, FromTo> next = new TreeMap<>(changes);
        FromTo before = next.remove(field);
        String has = before == null ? from : before.from();
        if (!has.equals(to)) {
            next.put(field, new FromTo(has, to));
        }
        return new NextBootMemo(started, next);
    }

    /** Writes it to the VM. */
    SettingAction write(VmFacts vm) {
        return changes.isEmpty()
                ? new SettingAction.RemoveKey(vm.ref(), Keys.NEXT_BOOT)
                : vm.writeOwn(Keys.NEXT_BOOT, text());
    }

    private String text() {
        return new TreeMap<>(changes)
                .entrySet().stream()
                        .map(e -> e.getKey() + "\t" + e.getValue().from() + "\t"
                                + e.getValue().to())
                        .collect(Collectors.joining("\n", started + "\n", ""));
    }

    List<Change> waiting() {
        return new TreeMap<>(changes)
                .entrySet().stream()
                        .map(e -> new Change(
                                e.getKey(),
                                e.getValue().from(),
                                e.getValue().to(),
                                FieldClass.NextBoot,
                                Because.NextBoot))
                        .toList();
    }
}
