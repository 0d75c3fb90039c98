package io.xcpoperator.operator.platform.adopt;

import io.xcpoperator.xapi.calls.NamedCalls;
import io.xcpoperator.xapi.types.Ref;

/** The messages of one object's class, bound to it. */
public record CallsOn<F extends Ref>(NamedCalls<F> calls, F object) {
    /** Makes the one or two calls of it. */
    public void call(AdoptAction action) {
        switch (action.verb()) {
            case SET_NAME -> calls.setNameLabel(object, action.value());
            case SET_DESCRIPTION -> calls.setNameDescription(object, action.value());
            case ADD_TAG -> calls.addTags(object, action.value());
            case REMOVE_TAG -> calls.removeTags(object, action.value());
            case REMOVE_KEY -> calls.removeFromOtherConfig(object, action.key());
            case SET_KEY -> {
                if (action.replaces()) {
                    calls.removeFromOtherConfig(object, action.key());
                }
                calls.addToOtherConfig(object, action.key(), action.value());
            }
        }
    }
}
