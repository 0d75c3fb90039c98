package io.xcpoperator.simulator;

import io.xcpoperator.simulator.administration.Administration;
import io.xcpoperator.simulator.administration.Roles;
import io.xcpoperator.simulator.behaviour.Behaviours;
import io.xcpoperator.simulator.clock.SimClock;
import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Ids;
import io.xcpoperator.simulator.dispatch.Delays;
import io.xcpoperator.simulator.dispatch.Dispatcher;
import io.xcpoperator.simulator.dispatch.GeneratedMessages;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.dispatch.Sessions;
import io.xcpoperator.simulator.dispatch.Tasks;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.host.Hosts;
import io.xcpoperator.simulator.message.MessageMessages;
import io.xcpoperator.simulator.network.Networking;
import io.xcpoperator.simulator.pool.PoolBuilder;
import io.xcpoperator.simulator.pool.PoolDescription;
import io.xcpoperator.simulator.schema.Schema;
import io.xcpoperator.simulator.storage.Storage;
import io.xcpoperator.simulator.storage.StorageServers;
import io.xcpoperator.simulator.update.Updates;
import io.xcpoperator.simulator.vm.Devices;
import io.xcpoperator.simulator.vm.GuestsByMessage;
import io.xcpoperator.simulator.vm.VmMessages;
import io.xcpoperator.simulator.vm.copies.Copies;
import io.xcpoperator.simulator.vm.groups.ApplianceMessages;
import io.xcpoperator.simulator.vm.groups.ScheduleMessages;
import io.xcpoperator.simulator.wire.XmlWriter;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The parts of a simulated pool, put together: everything but the wire. */
record Pool(
        World world,
        Sessions sessions,
        Tasks tasks,
        Dispatcher dispatcher,
        VmMessages vms,
        Hosts hosts,
        Updates updates,
        StorageServers servers,
        Storage storage,
        PoolDescription description)
        implements AutoCloseable {

    static Pool create(
            PoolDescription description,
            SimClock clock,
            Delays delays,
            RandomGenerator random,
            String user,
            String password) {
        Database database = new Database(Schema.bundled(), new Ids(random));
        World world = new World(database, clock, delays);
        world.locked(() -> new PoolBuilder(database, clock.now()).build(description));
        Sessions sessions = new Sessions(world, user, password);
        Tasks tasks = new Tasks(world, XmlWriter::value);
        Messages messages = new Messages(database.schema(), new GeneratedMessages());
        Dispatcher dispatcher = new Dispatcher(world, messages, sessions, tasks);
        Storage storage = new Storage(world, description.drivers());
        Networking networking = new Networking(database);
        Hosts hosts = new Hosts(world, sessions, new GuestsByMessage(dispatcher::direct));
        Updates updates = new Updates(world, tasks);
        hosts.scripts(updates.scripts());
        hosts.startBy(updates);
        VmMessages vms =
                VmMessages.of(world, new Devices(storage.attachment(), networking.attachment(), storage.volumes()));
        Stream.of(
                        Behaviours.all(sessions, tasks),
                        vms.behaviours(),
                        Copies.behaviours(database, vms.devices(), vms::powerOff),
                        storage.behaviours(),
                        networking.behaviours(),
                        hosts.behaviours(),
                        Administration.behaviours(),
                        List.of(new ApplianceMessages(dispatcher), new ScheduleMessages(), new MessageMessages()))
                .flatMap(List::stream)
                .forEach(behaviour -> behaviour.register(messages));
        world.locked(() -> {
            Roles.create(database);
            database.all("VM").forEach(vms::complete);
            storage.start();
            networking.start();
            hosts.start();
        });
        return new Pool(
                world, sessions, tasks, dispatcher, vms, hosts, updates, storage.servers(), storage, description);
    }

    @Override
    public void close() {
        world.close();
        storage.volumes().contents().close();
    }
}
