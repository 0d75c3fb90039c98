package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.records.NewVbd;
import io.xcpoperator.xapi.types.VbdRef;
import java.util.Map;

/** Firmware, platform and CD drive of a VM. */
final class MachineHandler {
    private MachineHandler() {}

    static void handle(MachineAction action, Round round) {
        var calls = round.calls();
        Bindings bound = round.bindings();
        switch (action) {
            case MachineAction.SetBootParam a -> {
                if (a.replaces()) {
                    calls.vm().removeFromHvmBootParams(a.vm(), a.key());
                }
                calls.vm().addToHvmBootParams(a.vm(), a.key(), a.value());
            }
            case MachineAction.RemovePlatform a -> calls.vm().removeFromPlatform(a.vm(), a.key());
            case MachineAction.SetVendorDevice a -> calls.vm().setHasVendorDevice(a.vm(), a.value());
            case MachineAction.AddVtpm a -> addVtpm(a, round);
            case MachineAction.AddDrive a -> {
                VbdRef made = calls.vbd().create(NewVbd.emptyCd(a.vm(), Integer.toString(a.device()), Map.of()));
                bound.bind(Symbols.DRIVE, made);
            }
            case MachineAction.Insert a -> round.tasks().vbd().insert(bound.of(a.drive(), VbdRef::new), a.medium());
            case MachineAction.Eject a -> round.tasks().vbd().eject(a.drive());
        }
    }

    /** A VM has one at most: a request without an answer, asked again, makes no second (S2). */
    private static void addVtpm(MachineAction.AddVtpm a, Round round) {
        try {
            round.calls().vtpm().create(a.vm(), false);
        } catch (XapiException e) {
            if (!e.is("VTPM_MAX_AMOUNT_REACHED")) {
                throw e;
            }
        }
    }
}
