package io.xcpoperator.operator.image;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import io.xcpoperator.operator.platform.ObjectKey;
import java.util.List;
import java.util.stream.Stream;

/** Which DiskImages a VM names. Pure. */
final class ImageUse {
    private ImageUse() {}

    static List<ObjectKey> ofVm(VirtualMachine vm) {
        VirtualMachineSpec spec = vm.getSpec();
        var image = spec.source().image();
        var cdrom = spec.cdrom();
        return Stream.concat(
                        image == null ? Stream.empty() : ObjectKey.named(image.diskImageRef(), vm),
                        cdrom == null || cdrom.diskImageRef() == null
                                ? Stream.empty()
                                : ObjectKey.named(cdrom.diskImageRef(), vm))
                .distinct()
                .toList();
    }
}
