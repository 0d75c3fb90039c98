package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.VmUuid;
import java.util.List;

/** The drive that carries a VM's cloud-init, beside what any disk takes. */
sealed interface SeedAction extends Action {
    /** The start of the name of the tasks of such imports. */
    String IMPORT = "Import of cloud-init drive ";

    /** By what task an import is known: of which texts, onto which disk. */
    static String task(String vdiUuid, String print) {
        return IMPORT + vdiUuid + " (" + print + ")";
    }

    /**
     * The bytes onto a disk that was made for them and that nothing uses.
     *
     * @param mark that the disk must have
     * @param vm its uuid is the instance's id
     */
    record FillDrive(VdiRef into, String mark, Seed.Texts texts, VmUuid vm, String hostname) implements SeedAction {}

    /** The drive is whole from now on. */
    record DriveIsWhole(VdiRef vdi, VmUuid vm, String print) implements SeedAction {}

    record AttachDrive(VmRef vm, VdiRef vdi, int device) implements SeedAction {}

    @Override
    default List<String> calls() {
        return switch (this) {
            case FillDrive _ ->
                List.of("VDI.add_to_other_config", "task.create", "task.add_to_other_config", "PUT /import_raw_vdi");
            case DriveIsWhole _ -> Action.writing("VDI", "other_config", true);
            case AttachDrive _ -> List.of("VBD.create");
        };
    }

    @Override
    default boolean isTask() {
        return this instanceof FillDrive;
    }
}
