package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VmUuid;
import java.util.Optional;

/** Where the VM comes from. */
sealed interface Origin {
    /**
     * Made from a template, or from a snapshot, which XAPI clones like one.
     *
     * @param template what will be cloned; its disks become the VM's
     * @param copyTo the SR its disks are copied to; empty = a clone beside the template's
     * @param what a person calls it: {@code template} or {@code snapshot}
     */
    record Template(Resolved<VmFacts> template, Optional<Resolved<SrRef>> copyTo, String what) implements Origin {
        Template(Resolved<VmFacts> template, Optional<Resolved<SrRef>> copyTo) {
            this(template, copyTo, "template");
        }
    }

    /** A VM of the pool is taken over. */
    record Existing(VmUuid uuid) implements Origin {}
}
