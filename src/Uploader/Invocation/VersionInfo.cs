using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ToolTime.Names;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Uploader.Invocation;

/// <summary>What `tooltime --version --json` says: all by which two reports may differ though the transcripts are the same.</summary>
internal sealed record VersionInfo
{
    /// <summary>Of the program.</summary>
    public static string Program { get; } =
        typeof(VersionInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public string Version { get; init; } = Program;

    /// <summary>The .NET runtime that it runs on.</summary>
    public string Runtime { get; init; } = RuntimeInformation.FrameworkDescription;

    /// <summary>True where it is one native file.</summary>
    public bool IsNative { get; init; } = !RuntimeFeature.IsDynamicCodeSupported;

    /// <summary>Of the machine, as in linux-x64.</summary>
    public string Platform { get; init; } = RuntimeInformation.RuntimeIdentifier;

    /// <summary>Raised when transcripts are understood better than before; they are read again then.</summary>
    public int ReaderVersion { get; init; } = IndexCatalog.ReaderVersion;

    /// <summary>When the price table was last looked through.</summary>
    public DateOnly PricesAsOf { get; init; } = PriceTable.AsOf;

    /// <summary>The day of the last change of the list of public names.</summary>
    public string NamesVersion { get; init; } = NameList.Shipped.Version;
}
