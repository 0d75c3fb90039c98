package io.xcpoperator.operator.vm;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a VM looked like before it was stopped for a change. It is kept on the VM itself, so that whoever finds it
 * halted knows that it was running and how to bring it back (S3).
 *
 * @param base names the changes, see {@link Restart#base}
 * @param attempt counts the attempts at restarts of this VM, from 1
 */
record RestartMemo(String base, int attempt, Shape shape) {
    /** Memory in bytes, vCPUs, and the rest of the machine: empty in a memory of an earlier version. */
    record Shape(MemoryFacts memory, long vcpusMax, long vcpusAtStartup, Optional<MachineShape> machine) {}

    static Optional<RestartMemo> of(VmFacts vm) {
        String[] part = vm.own(Keys.RESTART).orElse("").split(";", -1);
        if (part.length != 8 && part.length != 9) {
            return Optional.empty();
        }
        try {
            long[] n =
                    Stream.of(part).skip(1).limit(7).mapToLong(Long::parseLong).toArray();
            Optional<MachineShape> machine =
                    part.length == 9 ? Optional.of(MachineShape.parse(part[8])) : Optional.empty();
            var memory = new MemoryFacts(n[1], n[2], n[3], n[4]);
            return Optional.of(new RestartMemo(part[0], Math.toIntExact(n[0]), new Shape(memory, n[5], n[6], machine)));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static RestartMemo before(String base, int attempt, VmFacts vm) {
        return new RestartMemo(
                base,
                attempt,
                new Shape(vm.memory(), vm.cpu().max(), vm.cpu().atStartup(), Optional.of(MachineShape.of(vm))));
    }

    String text() {
        MemoryFacts m = shape.memory();
        String numbers = "%s;%d;%d;%d;%d;%d;%d;%d"
                .formatted(
                        base,
                        attempt,
                        m.staticMin(),
                        m.staticMax(),
                        m.dynamicMin(),
                        m.dynamicMax(),
                        shape.vcpusMax(),
                        shape.vcpusAtStartup());
        return shape.machine().map(machine -> numbers + ";" + machine.text()).orElse(numbers);
    }

    /** The value of {@link Keys#REFUSED} that says this attempt could not start. */
    String refusal() {
        return base + ";" + attempt;
    }

    /**
     * The restarts of this VM so far, those that could not start among them. Kept on the VM, for a status may be lost: an
     * approval must not find the same restart once more.
     */
    static int made(VmFacts vm) {
        String refused = vm.own(Keys.REFUSED).orElse("");
        return Math.max(number(vm.own(Keys.RESTARTS).orElse("")), number(refused.substring(refused.indexOf(';') + 1)));
    }

    /** The number of the next one, or of this one if it is under way. */
    static int attempt(VmFacts vm, String base) {
        int made = made(vm);
        return of(vm).filter(memo -> memo.base().equals(base) && memo.attempt() > made)
                .map(RestartMemo::attempt)
                .orElse(made + 1);
    }

    /** Whether the last attempt was at these changes and could not start. */
    static boolean wasRefused(VmFacts vm, String base) {
        return vm.own(Keys.REFUSED).orElse("").startsWith(base + ";");
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
