using Orleans.Serialization;
using Orleans.Storage;

namespace ToolTime.Silo.Hosting;

/// <summary>Orleans' serializer of grain state, except that damaged state is read as none: all grain state can be recomputed.</summary>
internal sealed partial class ForgivingStateSerializer(OrleansJsonSerializer json, ILogger<ForgivingStateSerializer> logger)
    : IGrainStorageSerializer
{
    private readonly JsonGrainStorageSerializer _inner = new(json);

    public BinaryData Serialize<T>(T? input) => _inner.Serialize(input);

    public T? Deserialize<T>(BinaryData input)
    {
        try
        {
            return _inner.Deserialize<T>(input);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogDamaged(exception);
            return Activator.CreateInstance<T>();
        }
    }

    [LoggerMessage(3203, LogLevel.Error, "Stored grain state is damaged and will be recomputed.")]
    private partial void LogDamaged(Exception exception);
}
