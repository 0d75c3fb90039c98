package io.xcpoperator.operator.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which disks may be taken for an image: never what belongs to a VM, a snapshot or the pool itself (S1). */
class AdoptionTest {
    private static final String VMS = "c1/prod/web/uid-9/vm-1/root";

    static Stream<Arguments> anothers() {
        return Stream.of(
                Arguments.of(
                        "a disk of a managed VM",
                        new ImageModel().key(MarkIndexes.DISK_OF, VMS),
                        Reason.OwnedByAnother,
                        "disk disk-1 was made for VirtualMachine prod/web; not touched. If it may be taken, on a host:"
                                + " xe vdi-param-remove uuid=disk-1 param-name=other-config"
                                + " param-key=xcp-operator.io/disk-of"),
                Arguments.of(
                        "a disk whose mark nobody can read",
                        new ImageModel().key(MarkIndexes.DISK_OF, "garbled"),
                        Reason.OwnedByAnother,
                        "that its mark does not name; not touched"),
                Arguments.of(
                        "what is left of a snapshot",
                        new ImageModel().key(MarkIndexes.SNAPSHOT_OWNER, "c1/prod/before/uid-8/snap-1"),
                        Reason.OwnedByAnother,
                        "was made for VirtualMachineSnapshot prod/before"),
                Arguments.of(
                        "a snapshot",
                        new ImageModel().with("is_a_snapshot", true),
                        Reason.InvalidSpec,
                        "disk disk-1 is a snapshot, and no image is made of one: copy it"),
                Arguments.of(
                        "the memory of a suspended VM",
                        new ImageModel().with("type", "suspend"),
                        Reason.InvalidSpec,
                        "disk disk-1 is of type suspend, no disk for a guest: name another in source.existing"),
                Arguments.of(
                        "a database of the pool",
                        new ImageModel().with("type", "metadata"),
                        Reason.InvalidSpec,
                        "is of type metadata"),
                Arguments.of(
                        "a disk that a VM may write to",
                        new ImageModel().hangs("RW"),
                        Reason.InUse,
                        "disk disk-1 is one that VM web may write to: detach it there, or copy it"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("anothers")
    void whatIsAnothersStallsInOneSentence(String what, ImageModel model, Reason reason, String sentence) {
        assertThat(model.found()).isInstanceOfSatisfying(Identity.Refused.class, refused -> {
            assertThat(refused.why()).isInstanceOf(Verdict.Stalled.class);
            assertThat(refused.why().reason()).isEqualTo(reason);
            assertThat(refused.why().message()).contains(sentence);
        });
    }

    static Stream<Arguments> free() {
        return Stream.of(
                Arguments.of("a disk of nobody's", new ImageModel()),
                Arguments.of("one of type system", new ImageModel().with("type", "system")),
                Arguments.of("a disk that VMs only read", new ImageModel().hangs("RO")),
                Arguments.of("an ISO", new ImageModel().inIsoStorage().with("type", "ephemeral")),
                Arguments.of(
                        "ours, whatever became of it since",
                        new ImageModel()
                                .key(
                                        OwnerMark.KEY,
                                        ImageModel.ME.markFor(ImageModel.UUID).toString())
                                .hangs("RW")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("free")
    void anyOtherMayBeTaken(String what, ImageModel model) {
        assertThat(model.found()).isInstanceOf(Identity.There.class);
    }

    @Test
    void aSnapshotIsNotTakenForTheDiskWhoseNameItHas() {
        assertThat(new ImageModel().foundByName()).isInstanceOf(Identity.There.class);
        assertThat(new ImageModel().with("is_a_snapshot", true).foundByName())
                .isInstanceOfSatisfying(
                        Identity.Refused.class,
                        refused -> assertThat(refused.why().reason()).isEqualTo(Reason.NotFound));
    }

    static Stream<Arguments> readOnceMore() {
        String mine = ImageModel.ME.markFor(ImageModel.UUID).toString();
        return Stream.of(
                Arguments.of("ours", Map.of(OwnerMark.KEY, mine), "user", false, Optional.empty()),
                Arguments.of("nobody's", Map.of(), "user", false, Optional.of("is no longer this resource's")),
                Arguments.of(
                        "ours and a VM's",
                        Map.of(OwnerMark.KEY, mine, MarkIndexes.DISK_OF, VMS),
                        "user",
                        false,
                        Optional.of("was made for VirtualMachine prod/web")),
                Arguments.of(
                        "ours and a snapshot's",
                        Map.of(OwnerMark.KEY, mine, MarkIndexes.SNAPSHOT_OWNER, "c1/prod/before/uid-8/snap-1"),
                        "user",
                        false,
                        Optional.of("was made for VirtualMachineSnapshot prod/before")),
                Arguments.of(
                        "ours and the memory of a VM",
                        Map.of(OwnerMark.KEY, mine),
                        "suspend",
                        false,
                        Optional.of("is of type suspend")),
                Arguments.of(
                        "ours and a snapshot",
                        Map.of(OwnerMark.KEY, mine),
                        "user",
                        true,
                        Optional.of("is a snapshot")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readOnceMore")
    void isReadOnceMoreBeforeItIsDestroyed(
            String what, Map<String, String> keys, String type, boolean snapshot, Optional<String> why) {
        var disk = new ImageModel()
                .with("other_config", keys)
                .with("type", type)
                .with("is_a_snapshot", snapshot)
                .view()
                .vdis()
                .getFirst();
        Optional<String> spared = ImageExecutor.spared(disk, ImageModel.ME, false, false);
        assertThat(spared.isPresent()).isEqualTo(why.isPresent());
        assertThat(spared.orElse("")).contains(why.orElse(""));
    }
}
