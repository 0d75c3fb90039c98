package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.Ref;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VmRef;

/** References to what does not exist yet. An executor binds them as it makes the objects. */
final class Symbols {
    private static final String NEW = "new:";
    static final VmRef VM = new VmRef(NEW + "vm");

    /** The VM's CD drive. */
    static final VbdRef DRIVE = new VbdRef(NEW + "drive");

    private Symbols() {}

    static VdiRef vdi(String entry) {
        return new VdiRef(NEW + "disk/" + entry);
    }

    static VbdRef vbd(String entry) {
        return new VbdRef(NEW + "disk/" + entry);
    }

    static VifRef vif(String entry) {
        return new VifRef(NEW + "nic/" + entry);
    }

    static boolean isSymbol(Ref ref) {
        return ref.value().startsWith(NEW);
    }
}
