package io.xcpoperator.operator.image;

import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.image.ImageFormat;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.testing.DecidedPool;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.records.VbdRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One disk in a storage of a pool, as values. */
final class ImageModel {
    static final Owner ME = new Owner("c1", new ObjectKey("thief", "loot"), "uid-1");
    static final String UUID = "disk-1";

    private final Map<String, Object> vdi = new HashMap<>(Map.of(
            "uuid",
            UUID,
            "name_label",
            "web root",
            "SR",
            "sr",
            "type",
            "user",
            "managed",
            true,
            "virtual_size",
            1L << 30));
    private final List<XapiRecord> more = new ArrayList<>();
    private String storageType = "nfs";

    ImageModel with(String field, Object value) {
        vdi.put(field, value);
        return this;
    }

    ImageModel key(String key, String value) {
        return with("other_config", Map.of(key, value));
    }

    ImageModel inIsoStorage() {
        storageType = "iso";
        return this;
    }

    /** A VM has it. */
    ImageModel hangs(String mode) {
        more.add(VmRecord.read(new VmRef("vm"), Fields.of(Map.of("uuid", "vm-1", "name_label", "web"))));
        more.add(VbdRecord.read(
                new VbdRef("vbd"), Fields.of(Map.of("uuid", "vbd-1", "VM", "vm", "VDI", "vdi", "mode", mode))));
        return this;
    }

    private SrRecord storage() {
        return SrRecord.read(
                new SrRef("sr"),
                Fields.of(Map.of("uuid", "sr-1", "name_label", "nas", "type", storageType, "content_type", "user")));
    }

    PoolView view() {
        var all = new ArrayList<XapiRecord>(more);
        all.add(storage());
        all.add(VdiRecord.read(new VdiRef("vdi"), Fields.of(vdi)));
        return PoolView.of(all, List.of());
    }

    Want want(boolean destroys) {
        return new Want(ME, new Want.Form.Existing(new NameOrUuid(null, UUID)), storage(), ImageFormat.Auto, destroys);
    }

    Identity found() {
        return Identity.find(want(false), view(), memory(), "home");
    }

    Identity foundByName() {
        var want = new Want(
                ME, new Want.Form.Existing(new NameOrUuid("web root", null)), storage(), ImageFormat.Auto, false);
        return Identity.find(want, view(), memory(), "home");
    }

    static ImageMemory memory(Approval... approvals) {
        return new ImageMemory(Optional.empty(), Optional.empty(), new Approvals(List.of(approvals)));
    }

    Sight.Seen seen(boolean destroys) {
        PoolView view = view();
        return new Sight.Seen(
                new DecidedPool(view),
                view,
                want(destroys),
                new Identity.There(view.vdis().getFirst(), List.of()));
    }

    /** The same of one that was made from a file on the web. */
    Sight.Seen seenMade(boolean destroys) {
        PoolView view = view();
        var form = new Want.Form.FromWeb(URI.create("https://example.org/x.img"), Optional.empty(), Optional.empty());
        var want = new Want(ME, form, storage(), ImageFormat.Auto, destroys);
        return new Sight.Seen(new DecidedPool(view), view, want, Identity.find(want, view, memory(), "home"));
    }
}
