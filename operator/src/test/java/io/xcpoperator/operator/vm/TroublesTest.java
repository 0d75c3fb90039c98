package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An error of the pool as a person reads it: what happened, to what, and what to do next. */
class TroublesTest {
    private static Hindrance trouble(Wanted want, AVm vm, String operation, String code, String... parameters) {
        ModelPool pool = new ModelPool().with(vm);
        DesiredVm wanted = want.vm();
        var seen = pool.observe(wanted);
        return Troubles.of(wanted, seen).of(operation, code, List.of(parameters));
    }

    @Test
    void aFullStorageIsNamedWithTheDiskAndTheFigures() {
        Wanted want = Wanted.running().disk("root", 40).disk("data", 8);
        assertThat(trouble(want, AVm.ofOurs(), "Async.VDI.create", "SR_FULL", "8589934592", "3221225472"))
                .returns(Reason.NoCapacity, Hindrance::reason)
                .extracting(Hindrance::message)
                .isEqualTo(
                        "storage nas is full: disks[data] asks for 8Gi (8Gi needed, 3Gi free); free space on it, or name another in disks[data].storageRepositoryRef");
    }

    @Test
    void aDiskThatCannotGrowIsNamedWithWhatItLacks() {
        Wanted want = Wanted.running().power(Power.Halted).disk("root", 60);
        assertThat(trouble(
                                want,
                                AVm.ofOurs().halted(),
                                "Async.VDI.resize",
                                "SR_BACKEND_FAILURE_44",
                                "",
                                "There is insufficient space",
                                "")
                        .message())
                .isEqualTo("storage nas reports for disks[root] (20Gi): There is insufficient space");
    }

    @Test
    void whatADriverAppendsIsReadLikeASentence() {
        var failure = List.of("", "VDI Invalid size [opterr=too small]", "");
        assertThat(new Troubles(Map.of(), Optional.empty())
                        .of("VDI.create", "SR_BACKEND_FAILURE_79", failure)
                        .message())
                .isEqualTo("storage reports: VDI Invalid size: too small");
    }

    @Test
    void aTemplateThatCannotBeCopiedIsNamed() {
        ModelPool pool = new ModelPool();
        DesiredVm want = Wanted.running().vm();
        var seen = pool.observe(want);
        assertThat(Troubles.of(want, seen)
                        .of("Async.VM.clone", "SR_FULL", List.of("1073741824", "0"))
                        .message())
                .isEqualTo(
                        "storage nas is full: a copy of template debian asks for 10Gi (1Gi needed, 0Mi free); free space on it, or name another");
    }

    @Test
    void aHostWithoutMemoryIsNamedWithTheFigures() {
        Wanted want = Wanted.running().on(AVm.XCP2, true);
        String next = ": stop or move a VM there, or ask for less in memory.size";
        assertThat(trouble(
                                want,
                                AVm.ofOurs().halted(),
                                "Async.VM.start_on",
                                "HOST_NOT_ENOUGH_FREE_MEMORY",
                                "4294967296",
                                "1073741824")
                        .message())
                .isEqualTo("host xcp2 has not enough free memory (4Gi needed, 1Gi free)" + next);
        assertThat(trouble(
                                Wanted.running(),
                                AVm.ofOurs(),
                                "VM.set_memory_dynamic_range",
                                "HOST_NOT_ENOUGH_FREE_MEMORY",
                                "4194304",
                                "1048576")
                        .message())
                .as("the host it runs on; this call answers in KiB")
                .isEqualTo("host xcp1 has not enough free memory (4Gi needed, 1Gi free)" + next);
        assertThat(trouble(
                                Wanted.running(),
                                AVm.ofOurs().halted(),
                                "Async.VM.start",
                                "HOST_NOT_ENOUGH_FREE_MEMORY",
                                "many",
                                "few")
                        .message())
                .isEqualTo("the host that the pool chose has not enough free memory (no figures)" + next);
    }

    @Test
    void aCodeWithoutASentenceOfItsOwnIsNamedInOne() {
        assertThat(trouble(Wanted.running(), AVm.ofOurs(), "Async.VM.start", "SOME_NEW_CODE", "OpaqueRef:gone", "7")
                        .message())
                .isEqualTo("the pool refuses Start with SOME_NEW_CODE ((an object that is gone), 7)");
        assertThat(trouble(Wanted.running(), AVm.ofOurs(), "VIF.move", "SOME_NEW_CODE")
                        .message())
                .isEqualTo("the pool refuses MoveInterface with SOME_NEW_CODE");
    }
}
