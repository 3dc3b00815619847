using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using ToolTime.Api.Requests;

namespace ToolTime.Api.OpenApi;

/// <summary>The API's document (OpenAPI 3.1), generated once from the mapped endpoints.</summary>
internal sealed class ApiDocument
{
    /// <summary>The document's name in the path.</summary>
    public const string Name = "v1";

    private readonly Lazy<Task<GeneratedDocument>> _generated;

    public ApiDocument([FromKeyedServices(Name)] IOpenApiDocumentProvider provider) => _generated = new(() => GenerateAsync(provider));

    public Task<GeneratedDocument> GetAsync() => _generated.Value;

    private static async Task<GeneratedDocument> GenerateAsync(IOpenApiDocumentProvider provider)
    {
        var document = await provider.GetOpenApiDocumentAsync();
        using var json = new MemoryStream();
        await document.SerializeAsJsonAsync(json, OpenApiSpecVersion.OpenApi3_1);
        var body = json.ToArray();
        return new(body, HashedBytes.TagOf(body, isWeak: false), [.. TryEndpoint.ListFrom(document)]);
    }
}

/// <summary>The document as it is served.</summary>
/// <param name="Body">Its JSON.</param>
/// <param name="ETag">The entity tag.</param>
/// <param name="Endpoints">The endpoints that the page can try.</param>
internal sealed record GeneratedDocument(byte[] Body, EntityTagHeaderValue ETag, IReadOnlyList<TryEndpoint> Endpoints);
