using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace ToolTime.Api.Requests;

/// <summary>Sends bytes made for each request, with the first half of their SHA-256 as entity tag.</summary>
internal static class HashedBytes
{
    public static FileContentHttpResult Answer(byte[] body, string contentType) =>
        TypedResults.Bytes(body, contentType, entityTag: TagOf(body, isWeak: false));

    /// <summary>The entity tag of a body; a weak one if the body may be compressed in transit.</summary>
    public static EntityTagHeaderValue TagOf(byte[] body, bool isWeak) =>
        new($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"", isWeak);
}
