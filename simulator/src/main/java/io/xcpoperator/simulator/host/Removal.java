package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;

/** Takes a host out of the database, with all that is its own: control domain, PBDs, local SRs, PIFs, metrics. */
public final class Removal {
    private Removal() {}

    public static void of(Database database, Row host) {
        for (Row pbd : host.followAll("PBDs")) {
            var sr = pbd.follow("SR");
            database.destroy(pbd);
            sr.filter(row -> row.texts("PBDs").isEmpty() && !row.flag("shared")).ifPresent(row -> {
                row.followAll("VDIs").forEach(vdi -> {
                    vdi.followAll("VBDs").forEach(database::destroy);
                    database.destroy(vdi);
                });
                database.destroy(row);
            });
        }
        for (Row pif : host.followAll("PIFs")) {
            pif.follow("VLAN_master_of").ifPresent(database::destroy);
            pif.follow("metrics").ifPresent(database::destroy);
            pif.followAll("bond_master_of").forEach(database::destroy);
            database.destroy(pif);
        }
        host.followAll("host_CPUs").forEach(database::destroy);
        host.followAll("certificates").forEach(database::destroy);
        host.followAll("resident_VMs").stream()
                .filter(vm -> vm.flag("is_control_domain"))
                .forEach(vm -> {
                    vm.followAll("VBDs").forEach(database::destroy);
                    vm.followAll("consoles").forEach(database::destroy);
                    vm.follow("metrics").ifPresent(database::destroy);
                    database.destroy(vm);
                });
        host.follow("metrics").ifPresent(database::destroy);
        database.destroy(host);
    }
}
