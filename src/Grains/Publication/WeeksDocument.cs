using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ToolTime.Names;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>A document made from published weeks, cached until a publication or the name list changes.</summary>
/// <param name="store">The store of publications.</param>
/// <param name="names">The current name list.</param>
/// <param name="make">Writes the document as UTF-8 JSON.</param>
internal sealed class WeeksDocument(IPublicationStore store, CurrentNames names, Func<NameList, Task<byte[]>> make)
{
    private (string Version, NameList Names, ImmutableArray<byte> Body, string ETag)? _made;

    /// <summary>The current document, or unchanged if its entity tag is <paramref name="knownETag"/>.</summary>
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
