using System.Globalization;
using ToolTime.Embedded.Turns;

namespace ToolTime.Embedded.Calls;

/// <summary>Makes references to grains of this process.</summary>
internal sealed class GrainFactory(GrainEngine engine) : IClusterClient
{
    public IServiceProvider ServiceProvider => engine.Services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return Refer<TGrainInterface>(primaryKey, grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        Refer<TGrainInterface>(primaryKey.ToString("X", CultureInfo.InvariantCulture), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)engine.Refer(typeof(TGrainInterface), grainId);

    private TGrainInterface Refer<TGrainInterface>(string key, string? classNamePrefix)
    {
        var grainClass = engine.Catalog.ClassOf(typeof(TGrainInterface), classNamePrefix);
        var grainId = new GrainId(grainClass.GrainType, IdSpan.Create(key));
        return (TGrainInterface)GrainReference.Create(engine, typeof(TGrainInterface), grainClass, grainId);
    }
}
