using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ToolTime.Names;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Uploader.Invocation;

/// <summary>The answer of `tooltime --version --json`: everything that can make two reports on the same transcripts differ.</summary>
internal sealed record VersionInfo
{
    /// <summary>The program's version.</summary>
    public static string Program { get; } =
        typeof(VersionInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public string Version { get; init; } = Program;

    /// <summary>The .NET runtime that it runs on.</summary>
    public string Runtime { get; init; } = RuntimeInformation.FrameworkDescription;

    /// <summary>True for the native executable.</summary>
    public bool IsNative { get; init; } = !RuntimeFeature.IsDynamicCodeSupported;

    /// <summary>The machine's runtime identifier, such as linux-x64.</summary>
    public string Platform { get; init; } = RuntimeInformation.RuntimeIdentifier;

    /// <summary>Raised when transcripts are understood better; they are then read again.</summary>
    public int ReaderVersion { get; init; } = IndexCatalog.ReaderVersion;

    /// <summary>When the price table was last checked.</summary>
    public DateOnly PricesAsOf { get; init; } = PriceTable.AsOf;

    /// <summary>The date of the list of public names.</summary>
    public string NamesVersion { get; init; } = NameList.Shipped.Version;
}
