package io.xcpoperator.operator.vm;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a VM looked like before it was stopped for a change. It is kept on the VM itself, so that whoever finds it
 * halted knows that it was running and how to bring it back (S3).
 *
 * @param base names the changes, see {@link Restart#base}
 * @param attempt counts the attempts at these changes, from 1
 */
record RestartMemo(String base, int attempt, Shape shape) {
    /** Memory in bytes and vCPUs. */
    record Shape(MemoryFacts memory, long vcpusMax, long vcpusAtStartup) {}

    static Optional<RestartMemo> of(VmFacts vm) {
        String[] part = vm.own(Keys.RESTART).orElse("").split(";", -1);
        if (part.length != 8) {
            return Optional.empty();
        }
        try {
            long[] n = Stream.of(part).skip(1).mapToLong(Long::parseLong).toArray();
            var memory = new MemoryFacts(n[1], n[2], n[3], n[4]);
            return Optional.of(new RestartMemo(part[0], Math.toIntExact(n[0]), new Shape(memory, n[5], n[6])));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static RestartMemo before(Restart restart, VmFacts vm) {
        return new RestartMemo(
                restart.base(),
                restart.attempt(),
                new Shape(vm.memory(), vm.cpu().max(), vm.cpu().atStartup()));
    }

    String text() {
        MemoryFacts m = shape.memory();
        return "%s;%d;%d;%d;%d;%d;%d;%d"
                .formatted(
                        base,
                        attempt,
                        m.staticMin(),
                        m.staticMax(),
                        m.dynamicMin(),
                        m.dynamicMax(),
                        shape.vcpusMax(),
                        shape.vcpusAtStartup());
    }

    /** The value of {@link Keys#REFUSED} that says this attempt could not start. */
    String refusal() {
        return base + ";" + attempt;
    }

    /** The attempts at these changes that could not start; 0 when there was none. */
    static int refusedAttempts(VmFacts vm, String base) {
        String refused = vm.own(Keys.REFUSED).orElse("");
        if (!refused.startsWith(base + ";")) {
            return 0;
        }
        try {
            return Integer.parseInt(refused.substring(base.length() + 1));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
