namespace ToolTime.Grains.Tests.Assumptions;

/// <summary>Stores one text as grain state.</summary>
[Alias("ToolTime.Tests.IStateGrain")]
internal interface IStateGrain : IGrainWithStringKey
{
    /// <summary>The stored text; null where there is none.</summary>
    [Alias("ReadAsync")]
    Task<string?> ReadAsync();

    /// <summary>Stores a text.</summary>
    [Alias("WriteAsync")]
    Task WriteAsync(string text);

    /// <summary>Forgets the text.</summary>
    [Alias("ClearAsync")]
    Task ClearAsync();
}
