package io.xcpoperator.operator.vm;

import java.util.Arrays;
import java.util.Optional;

/**
 * How far cloud-init is, on the VM: {@code xcp-operator.io/cloud-init = <VM uuid>/<stage>/<print>}. It is on no VM that
 * was made without.
 *
 * @param print of what the guest was given, see {@link SeedPrint}
 */
record SeedMemo(Stage stage, String print) {
    /** Of the VM's first boot. */
    enum Stage {
        /** It is to come. */
        MADE,
        /** It may have begun: what is on the drive may have been read. */
        GIVEN,
        /** It is over. */
        OVER
    }

    static Optional<SeedMemo> of(VmFacts vm) {
        return vm.own(Keys.SEED).flatMap(SeedMemo::parse);
    }

    private static Optional<SeedMemo> parse(String text) {
        int slash = text.indexOf('/');
        return Arrays.stream(Stage.values())
                .filter(stage -> slash > 0 && stage.name().equalsIgnoreCase(text.substring(0, slash)))
                .findFirst()
                .map(stage -> new SeedMemo(stage, text.substring(slash + 1)));
    }

    SeedMemo at(Stage next) {
        return new SeedMemo(next, print);
    }

    SettingAction.SetKey write(VmFacts vm) {
        return vm.writeOwn(Keys.SEED, stage.name().toLowerCase(java.util.Locale.ROOT) + "/" + print);
    }
}
