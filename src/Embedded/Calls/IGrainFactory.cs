namespace Orleans;

/// <summary>Makes references to grains. A reference costs little, holds nothing and is valid for ever: a grain exists by being called.</summary>
public interface IGrainFactory
{
    /// <summary>A reference to the grain with a key.</summary>
    /// <typeparam name="TGrainInterface">The grain's interface.</typeparam>
    /// <param name="primaryKey">The key.</param>
    /// <param name="grainClassNamePrefix">The beginning of the class's full name, where several classes implement the interface.</param>
    /// <exception cref="ArgumentException">No class implements the interface, or several do, or the key is empty.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <inheritdoc cref="GetGrain{TGrainInterface}(string, string?)"/>
    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey;

    /// <summary>A reference to the grain with an identity.</summary>
    /// <typeparam name="TGrainInterface">The grain's interface.</typeparam>
    /// <param name="grainId">The identity.</param>
    /// <exception cref="ArgumentException">No grain class is of that type, or it does not implement the interface.</exception>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable;
}
