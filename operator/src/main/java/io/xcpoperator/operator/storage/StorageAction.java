package io.xcpoperator.operator.storage;

import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.operator.platform.status.Correction;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.PbdRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.TaskRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One intent on the pool: idempotent, or found again when it was made. Those without an SR mean the round's. */
sealed interface StorageAction {
    String CONNECTING = Correction.ASKED + "PBD.create ";

    /** The XAPI messages it sends, in order. */
    List<String> calls();

    /** The round ends with it: its task's end wakes the next. */
    default boolean isTask() {
        return false;
    }

    /** What of the storage repository it sets right, whatever the value; empty for a beginning, an end and a look. */
    default Optional<String> part() {
        return switch (this) {
            case Label(AdoptAction label) -> label.part();
            case Connect connect -> Optional.of(CONNECTING + connect.host().value());
            case Plug plug -> Optional.of(Correction.ASKED + TaskMark.plugging(plug.uuid()));
            case Probe _, Create _, Introduce _, Scan _, Unplug _, Forget _, Destroy _, Settle _ -> Optional.empty();
        };
    }

    /** Looks what is there. Nothing is changed. */
    record Probe(HostRef host, Backing backing) implements StorageAction {
        @Override
        public List<String> calls() {
            return List.of("SR.probe");
        }

        @Override
        public boolean isTask() {
            return true;
        }
    }

    /** Makes it; on a device or LUN whatever was there is lost. */
    record Create(HostRef host, Backing backing, String name, String description) implements StorageAction {
        @Override
        public List<String> calls() {
            return List.of("SR.create");
        }

        @Override
        public boolean isTask() {
            return true;
        }
    }

    /** Tells the pool of one that is there. */
    record Introduce(String uuid, Backing backing, String name, String description) implements StorageAction {
        @Override
        public List<String> calls() {
            return List.of("SR.introduce");
        }
    }

    /** Name, description, tags, keys. */
    record Label(AdoptAction action) implements StorageAction {
        @Override
        public List<String> calls() {
            boolean replaces = action.verb() == AdoptAction.Verb.SET_KEY && action.replaces();
            String message = "SR." + action.verb().message();
            return replaces ? List.of("SR.remove_from_other_config", message) : List.of(message);
        }
    }

    /**
     * Connects a host.
     *
     * @param config of another host's connection, which holds what a login was turned into; empty: as the backing says
     */
    record Connect(HostRef host, Backing backing, Map<String, String> config) implements StorageAction {
        public Connect {
            config = Map.copyOf(config);
        }

        boolean needsSecret() {
            return config.isEmpty() && backing.login().isPresent();
        }

        @Override
        public List<String> calls() {
            return needsSecret()
                    ? List.of("secret.create", "PBD.create", "secret.destroy", "PBD.plug")
                    : List.of("PBD.create", "PBD.plug");
        }

        @Override
        public boolean isTask() {
            return true;
        }
    }

    record Plug(PbdRef pbd, String uuid) implements StorageAction {
        @Override
        public List<String> calls() {
            return List.of("PBD.plug");
        }

        @Override
        public boolean isTask() {
            return true;
        }
    }

    record Unplug(PbdRef pbd, String uuid) implements StorageAction {
        @Override
        public List<String> calls() {
            return List.of("PBD.unplug");
        }

        @Override
        public boolean isTask() {
            return true;
        }
    }

    record Scan() implements StorageAction {
        @Override
        public List<String> calls() {
            return List.of("SR.scan");
        }

        @Override
        public boolean isTask() {
            return true;
        }
    }

    /** The record goes, the data stays. */
    record Forget(SrRef storage) implements StorageAction {
        @Override
        public List<String> calls() {
            return List.of("SR.forget");
        }

        @Override
        public boolean isTask() {
            return true;
        }
    }

    /** Wipes it. */
    record Destroy(SrRef storage) implements StorageAction {
        @Override
        public List<String> calls() {
            return List.of("SR.destroy");
        }

        @Override
        public boolean isTask() {
            return true;
        }
    }

    /** Takes a task away that ended and was read. */
    record Settle(TaskRef task) implements StorageAction {
        @Override
        public List<String> calls() {
            return List.of("task.destroy");
        }
    }
}
