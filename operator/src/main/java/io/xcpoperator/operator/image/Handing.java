package io.xcpoperator.operator.image;

import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.door.Intake;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Takes the bytes that persons send for images: looks whether they are wanted, as a round does, and leaves the rest to {@link Imports}. */
final class Handing implements Intake {
    private final Platform platform;
    private final ImageObserver observer;
    private final Imports imports;

    Handing(Platform platform, ImageObserver observer, Imports imports) {
        this.platform = platform;
        this.observer = observer;
        this.imports = imports;
    }

    @Override
    public Optional<String> refusal(ObjectKey image) {
        return switch (look(image)) {
            case Wanting.Unwanted(String why) -> Optional.of(why);
            case Wanting.Wanted(Order order) -> imports.refusal(order.uid());
        };
    }

    @Override
    public String take(ObjectKey image, InputStream bytes, long length) throws IOException, Refused {
        return switch (look(image)) {
            case Wanting.Unwanted(String why) -> throw new Refused(why);
            case Wanting.Wanted(Order order) -> imports.take(order, bytes, length);
        };
    }

    private Wanting look(ObjectKey key) {
        if (!platform.leadership().mayWrite()) {
            return new Wanting.Unwanted("another replica of the operator leads now: try again in a moment");
        }
        Optional<DiskImage> image = platform.caches().images().find(key);
        return image.map(resource -> Wanting.of(resource, observer.planned(resource)))
                .orElseGet(() -> new Wanting.Unwanted(
                        "there is no DiskImage %s: apply it first, with spec.source.upload".formatted(key)));
    }
}
