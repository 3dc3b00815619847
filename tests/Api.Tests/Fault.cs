namespace ToolTime.Api.Tests;

/// <summary>A fault in a problem document, without its sentence.</summary>
internal sealed record Fault(string Pointer, int? Member, string Code)
{
    /// <summary>A fault at a place itself.</summary>
    public Fault(string pointer, string code)
        : this(pointer, null, code)
    {
    }
}
