package io.xcpoperator.simulator;

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
import io.xcpoperator.simulator.pool.PoolBuilder;
import io.xcpoperator.simulator.pool.PoolDescription;
import io.xcpoperator.simulator.schema.Schema;
import io.xcpoperator.simulator.wire.XmlWriter;
import java.util.random.RandomGenerator;

/** The parts of a simulated pool, put together: everything but the wire. */
record Pool(World world, Sessions sessions, Tasks tasks, Dispatcher dispatcher, PoolDescription description)
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
        Behaviours.all(sessions, tasks).forEach(behaviour -> behaviour.register(messages));
        Dispatcher dispatcher = new Dispatcher(world, messages, sessions, tasks);
        return new Pool(world, sessions, tasks, dispatcher, description);
    }

    @Override
    public void close() {
        world.close();
    }
}
