package io.xcpoperator.simulator.conformance;

import io.xcpoperator.simulator.conformance.Recording.Experiment;

/** What the recorder did to the hosts between calls. */
final class Interventions {
    private Interventions() {}

    static void before(Experiment experiment, Stage stage) {
        boolean there = stage.simulator().direct().named("host", "host2").size() == 1;
        if (there && experiment.id().equals("11b-pool-two-hosts-016")) {
            stage.simulator().faults().hosts().crash("host2");
        } else if (there && experiment.id().equals("11b-pool-two-hosts-017")) {
            stage.simulator().faults().hosts().up("host2");
        }
    }

    /** {@code how} tells that the daemon was restarted; a password changed in the experiment was set back. */
    static void after(Experiment experiment, Stage stage) {
        if (experiment.node().has("how")) {
            stage.simulator().faults().hosts().restartToolstack();
        }
        if (experiment.calls().stream().anyMatch(call -> call.message().equals("session.change_password"))) {
            stage.simulator().faults().hosts().changePassword("xensource");
        }
    }
}
