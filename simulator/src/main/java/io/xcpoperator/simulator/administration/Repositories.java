package io.xcpoperator.simulator.administration;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Where updates come from; none ever do (recording 10-013). */
final class Repositories implements Behaviour {
    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d+)?(/\\S*)?");
    private static final List<String> INTRODUCED =
            List.of("name_label", "name_description", "binary_url", "source_url", "update", "gpgkey_path");

    @Override
    public void register(Messages messages) {
        messages.on("Repository.introduce", Repositories::introduce);
        messages.on("Repository.forget", Repositories::forget);
        messages.on("pool.set_repositories", call -> setRepositories(call, call.texts(1)));
        messages.on("pool.add_repository", call -> {
            var all = new ArrayList<>(call.row(0).texts("repositories"));
            if (!all.contains(call.text(1))) {
                all.add(call.text(1));
            }
            return setRepositories(call, all);
        });
        messages.on("pool.remove_repository", call -> {
            var all = new ArrayList<>(call.row(0).texts("repositories"));
            all.remove(call.text(1));
            return setRepositories(call, all);
        });
        messages.on("pool.sync_updates", call -> withoutUpdates(call, "pool.sync_updates"));
        messages.on("host.apply_updates", call -> withoutUpdates(call, "host.apply_updates"));
        messages.on("pool.check_update_readiness", call -> {
            call.row(0);
            return Values.NO_ITEMS;
        });
        messages.on("pool.configure_repository_proxy", Repositories::configureProxy);
        messages.on("pool.disable_repository_proxy", call -> {
            Row pool = call.row(0);
            pool.set("repository_proxy_url", "");
            pool.set("repository_proxy_username", "");
            pool.set("repository_proxy_password", Values.NO_REF);
            return Values.EMPTY;
        });
        messages.on("pool.configure_update_sync", Repositories::configureSync);
        messages.on("pool.set_update_sync_enabled", Repositories::setSyncEnabled);
        for (String name : List.of("pool_update.introduce", "pool_update.pool_apply", "pool_patch.apply")) {
            messages.on(name, call -> {
                call.row(0);
                throw new XapiFailure("NOT_IMPLEMENTED", name);
            });
        }
    }

    /** Two addresses that differ only in their scheme are the same repository. */
    private static Value introduce(Call call) {
        String url = call.text(2);
        if (!URL.matcher(url).matches()) {
            throw new XapiFailure("INVALID_BASE_URL", url);
        }
        if (!call.text(3).isEmpty() && !URL.matcher(call.text(3)).matches()) {
            throw new XapiFailure("INVALID_BASE_URL", call.text(3));
        }
        for (Row other : call.database().all("Repository")) {
            if (place(other.text("binary_url")).equals(place(url))) {
                throw new XapiFailure("REPOSITORY_ALREADY_EXISTS", other.ref());
            }
        }
        var fields = new LinkedHashMap<String, Value>();
        INTRODUCED.forEach(name -> fields.put(name, call.argument(INTRODUCED.indexOf(name))));
        return Value.of(call.database().create("Repository", fields).ref());
    }

    private static String place(String url) {
        return url.substring(url.indexOf("://") + 3);
    }

    private static Value forget(Call call) {
        Row repository = call.row(0);
        if (call.world().pool().texts("repositories").contains(repository.ref())) {
            throw new XapiFailure("REPOSITORY_IS_IN_USE");
        }
        call.database().destroy(repository);
        return Values.EMPTY;
    }

    private static Value setRepositories(Call call, List<String> repositories) {
        repositories.forEach(ref -> call.get("Repository", ref));
        call.row(0).set("repositories", repositories);
        return Values.EMPTY;
    }

    private static Value withoutUpdates(Call call, String name) {
        call.row(0);
        if (call.world().pool().texts("repositories").isEmpty()) {
            throw new XapiFailure("NO_REPOSITORY_ENABLED");
        }
        throw new XapiFailure("NOT_IMPLEMENTED", name);
    }

    private static Value configureProxy(Call call) {
        Row pool = call.row(0);
        if (!URL.matcher(call.text(1)).matches()) {
            throw new XapiFailure("INVALID_REPOSITORY_PROXY_URL", call.text(1));
        }
        pool.set("repository_proxy_url", call.text(1));
        pool.set("repository_proxy_username", call.text(2));
        if (!call.text(3).isEmpty()) {
            Row secret = call.database().create("secret", Map.of("value", Value.of(call.text(3))));
            pool.set("repository_proxy_password", secret.ref());
        }
        return Values.EMPTY;
    }

    /** The day is one of the week's, or 0 for every day. */
    private static Value configureSync(Call call) {
        Row pool = call.row(0);
        long most = call.text(1).equals("weekly") ? 6 : 0;
        if (call.number(2) < 0 || call.number(2) > most) {
            throw new XapiFailure("INVALID_UPDATE_SYNC_DAY", Long.toString(call.number(2)));
        }
        pool.set("update_sync_frequency", call.text(1));
        pool.set("update_sync_day", call.number(2));
        return Values.EMPTY;
    }

    private static Value setSyncEnabled(Call call) {
        Row pool = call.row(0);
        if (call.flag(1) && pool.texts("repositories").isEmpty()) {
            throw new XapiFailure("NO_REPOSITORIES_CONFIGURED");
        }
        pool.set("update_sync_enabled", call.flag(1));
        return Values.EMPTY;
    }
}
