package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.value.XapiFailure;
import java.util.Map;

/** A script in a host's plug-in folder. */
@FunctionalInterface
public interface HostPlugin {

    /** Answers with what the script prints; {@link #failed} is how it fails. */
    String call(String function, Map<String, String> arguments);

    /** The failure of a script that ends with an exit code and words on its standard error. */
    static XapiFailure failed(String standardError) {
        return new XapiFailure("XENAPI_PLUGIN_FAILURE", "non-zero exit", "", standardError);
    }
}
