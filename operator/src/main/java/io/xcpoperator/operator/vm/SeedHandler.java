package io.xcpoperator.operator.vm;

import io.xcpoperator.formats.FatVolume;
import io.xcpoperator.operator.platform.owner.OwnValues;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.records.NewVbd;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.streams.DiskUpload;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.io.ByteArrayInputStream;
import java.util.Map;

/** Fills a VM's cloud-init drive and ties it to the VM. */
final class SeedHandler {

    private final Attempts attempts;

    SeedHandler(Attempts attempts) {
        this.attempts = attempts;
    }

    void handle(SeedAction action, Round round) {
        switch (action) {
            case SeedAction.FillDrive a -> fill(a, round);
            case SeedAction.DriveIsWhole a -> {
                round.calls().vdi().removeFromOtherConfig(a.vdi(), Keys.SEED);
                round.calls().vdi().addToOtherConfig(a.vdi(), Keys.SEED, OwnValues.text(a.vm().value(), a.print()));
            }
            case SeedAction.AttachDrive a ->
                round.calls().vbd().create(NewVbd.disk(a.vm(), a.vdi(), Integer.toString(a.device()), Map.of()));
        }
    }

    /**
     * A mebibyte or little more, and so sent within the round. Whether all of it arrived is the task's to tell. An import
     * that this process did not see the end of is given up (decision 0150).
     */
    private void fill(SeedAction.FillDrive a, Round round) {
        VdiRef into = round.bindings().of(a.into(), VdiRef::new);
        VdiRecord disk = round.calls().vdi().getRecord(into);
        boolean ours = a.mark().equals(disk.otherConfig().get(Keys.DISK_OF));
        if (!ours
                || disk.otherConfig().containsKey(Keys.SEED)
                || !round.pool().freshView().vbdsOf(into).isEmpty()) {
            throw new Undecided("the cloud-init drive may be in use; looking again");
        }
        byte[] bytes = FatVolume.start(Seed.LABEL, a.texts().files(a.vm().value(), a.hostname()));
        round.calls().vdi().addToOtherConfig(into, Keys.SEED, OwnValues.text(a.vm().value(), SeedFacts.FILLING));
        var tasks = round.calls().task();
        TaskRef task =
                tasks.create(SeedAction.task(disk.uuid().value(), a.texts().print()), "");
        tasks.addToOtherConfig(
                task,
                OwnerMark.KEY,
                Keys.taskMark(round.me(), round.generation()).toString());
        round.pool()
                .uploads()
                .send(new DiskUpload(
                        into, task, DiskUpload.Form.RAW, bytes.length, () -> new ByteArrayInputStream(bytes), _ -> {}));
        attempts.certain(task.value(), round.me().uid());
    }
}
