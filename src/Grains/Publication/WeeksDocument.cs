using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ToolTime.Names;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>A document made of published weeks: once for each publication and list of names, and held until another is due.</summary>
/// <param name="store">What is published.</param>
/// <param name="names">The names that are listed.</param>
/// <param name="make">Makes it, as JSON in UTF-8.</param>
internal sealed class WeeksDocument(IPublicationStore store, CurrentNames names, Func<NameList, Task<byte[]>> make)
{
    private (string Version, NameList Names, ImmutableArray<byte> Body, string ETag)? _made;

    /// <summary>The current document, unless it is the one with <paramref name="knownETag"/>.</summary>
    public async Task<PublicationAnswer> GetAsync(string? knownETag)
    {
        var (version, list) = (await store.ReadVersionAsync(StatsWindowKind.Week, CancellationToken.None), names.List);
        if (_made is not { } made || made.Version != version || made.Names != list)
        {
            var body = ImmutableCollectionsMarshal.AsImmutableArray(await make(list));
            made = (version, list, body, StatsDocumentWriter.ETagOf(body));
            _made = made;
        }

        return made.ETag == knownETag
            ? new PublicationAnswer.Unchanged()
            : new PublicationAnswer.Newer { Body = made.Body, ETag = made.ETag };
    }
}
